import pytest

from callslip.flows.document import parse_flow
from callslip.flows.problems import RULES, check_flow
from callslip.flows.registry import discover_action_types
from flow_documents import action, flow_of, text_of

LAMBDA = action("l", "InvokeLambdaFunction", {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "8"}, "a")
LAMBDA["Transitions"]["Errors"] = [{"ErrorType": "NoMatchingError", "NextAction": "wrong"}]


def found(*actions, rule=None, **more):
    """Problems of a flow of these actions, without those of the three ends."""
    problems = check_flow(parse_flow(text_of(*actions)), **more)
    ends = ("good", "wrong", "other")
    return [each for each in problems if each.action not in ends and (rule is None or each.rule == rule)]


def message(type_name, parameters=None, **more):
    """The one error of one action, in the service's words."""
    (problem,) = [each for each in found(action("a", type_name, parameters, **more)) if each.severity == "error"]
    return problem.message


def test_a_sound_flow_has_no_problem():
    sound = action(
        "a", "Compare", {"ComparisonValue": "$.Channel"}, "other", ["NoMatchingCondition"], [("Equals", "CHAT", "good")]
    )

    assert check_flow(flow_of(sound)) == []


@pytest.mark.parametrize(
    ("type_name", "parameters", "more", "words"),
    [
        ("PlayPrompt", {"Text": "x"}, {}, "Invalid Action type. Type: PlayPrompt"),
        (
            "UpdateFlowLoggingBehavior",
            {},
            {},
            "Action is missing required property. Path: Actions[0].Parameters.FlowLoggingBehavior",
        ),
        (
            "MessageParticipant",
            {"Text": "x", "Volume": "9"},
            {},
            "Invalid Action property name. Path: Actions[0].Parameters.Volume",
        ),
        (
            "UpdateFlowLoggingBehavior",
            {"FlowLoggingBehavior": "On"},
            {},
            "Invalid Action property value. Path: Actions[0].Parameters.FlowLoggingBehavior",
        ),
        (
            "UpdateFlowLoggingBehavior",
            {"FlowLoggingBehavior": "$.Attributes.x"},
            {},
            "Invalid Action property value. Path: Actions[0].Parameters.FlowLoggingBehavior",
        ),
        (
            "Loop",
            {"LoopCount": "101"},
            {"conditions": "loop"},
            "Invalid Action property value. Path: Actions[0].Parameters.LoopCount",
        ),
        (
            "Loop",
            {"LoopCount": "x$.Attributes.n"},
            {"conditions": "loop"},
            "Invalid Action property value. Path: Actions[0].Parameters.LoopCount",
        ),
        (
            "Loop",
            {"LoopCount": "$.Nonsense.n"},
            {"conditions": "loop"},
            "Invalid Action property value. Path: Actions[0].Parameters.LoopCount",
        ),
        (
            "Compare",
            {"ComparisonValue": "a $.Attributes.x"},
            {"errors": ["NoMatchingCondition"], "conditions": [("Equals", "1", "good")]},
            "Invalid Action property value. Path: Actions[0].Parameters.ComparisonValue",
        ),
        (
            "Compare",
            {"ComparisonValue": "$.Channel"},
            {"errors": ["NoMatchingCondition"]},
            "Invalid Action property value. Path: Actions[0].Transitions.Conditions",
        ),
        (
            "MessageParticipant",
            {"Text": "x", "SSML": "y"},
            {},
            "Only one of these properties may be defined. Properties: [Text, SSML]",
        ),
        ("MessageParticipant", {}, {}, "At least one of [Text, SSML, PromptId, Media] must be set"),
        (
            "UpdateContactAttributes",
            {"Attributes": {"a": "1"}},
            {},
            "Action is missing required error. Error: NoMatchingError, Path: Actions[0]",
        ),
        (
            "UpdateFlowLoggingBehavior",
            {"FlowLoggingBehavior": "Enabled"},
            {"errors": ["NoMatchingError"]},
            "Invalid Action error. Error: NoMatchingError, Path: Actions[0]",
        ),
        (
            "MessageParticipant",
            {"Text": "x"},
            {"conditions": [("Equals", "1", "good")]},
            "Action does not support conditions",
        ),
        ("EndFlowExecution", None, {"then": "good"}, "Action does not support transitions"),
        (
            "MessageParticipant",
            {"Text": "x"},
            {"then": None},
            "Action is missing required property. Path: Actions[0].Transitions.NextAction",
        ),
        (
            "MessageParticipant",
            {"Text": "x"},
            {"then": "lost"},
            "Invalid Action property value. Path: Actions[0].Transitions.NextAction",
        ),
        (
            "MessageParticipant",
            {"Text": "x"},
            {"errors": [("NoMatchingError", "lost")]},
            "Invalid Action property value. Path: Actions[0].Transitions.Errors[0].NextAction",
        ),
        (
            "TagContact",
            {"Tags": dict.fromkeys("abcdefg", "x")},
            {"errors": ["NoMatchingError"]},
            "More than 6 tags in Parameters.Tags",
        ),
        (
            "UpdateFlowAttributes",
            {"FlowAttributes": {"a": "flat"}},
            {"errors": ["NoMatchingError"]},
            "Invalid Action property value. Path: Actions[0].Parameters.FlowAttributes",
        ),
        (
            "GetParticipantInput",
            {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "x"},
            {"errors": ["NoMatchingError", "NoMatchingCondition"]},
            "Action is missing required error. Error: InputTimeLimitExceeded, Path: Actions[0]",
        ),
        (
            "GetParticipantInput",
            {"StoreInput": "True", "InputTimeLimitSeconds": "5", "Text": "x"},
            {"errors": ["NoMatchingError"]},
            "Invalid Action property value. Path: Actions[0].Parameters.InputValidation",
        ),
        (
            "ConnectParticipantWithLexBot",
            {"LexV2Bot": {"AliasArn": "b"}},
            {"errors": ["NoMatchingError", "NoMatchingCondition"]},
            "At least one of [Text, SSML, PromptId, Media, LexInitializationData] must be set",
        ),
        (
            "Wait",
            {"TimeLimitSeconds": "5", "Events": ["CustomerReturned"]},
            {"errors": ["NoMatchingError"], "conditions": [("Equals", "WaitCompleted", "good")]},
            "Invalid Action property value. Path: Actions[0].Transitions.Conditions",
        ),
        (
            "CheckHoursOfOperation",
            {},
            {"errors": ["NoMatchingError"], "conditions": [("Equals", "True", "good")]},
            "Invalid Action property value. Path: Actions[0].Transitions.Conditions",
        ),
        (
            "CheckMetricData",
            {"MetricType": "NumberOfContactsInQueue"},
            {"errors": ["NoMatchingError", "NoMatchingCondition"], "conditions": [("NumberLessThan", "few", "good")]},
            "Invalid Action property value. Path: Actions[0].Transitions.Conditions[0]",
        ),
    ],
)
def test_the_service_would_refuse(type_name, parameters, more, words):
    if more.get("conditions") == "loop":
        more = {"conditions": [("Equals", "ContinueLooping", "good"), ("Equals", "DoneLooping", "other")]}

    assert message(type_name, parameters, **more) == words


def test_a_result_that_never_comes_is_a_mistake():
    conditions = [
        ("Equals", "ContinueLooping", "good"),
        ("Equals", "DoneLooping", "other"),
        ("Equals", "Done", "other"),
    ]
    (problem,) = found(action("a", "Loop", {"LoopCount": "1"}, conditions=conditions))

    assert problem.detail == (
        "Transitions.Conditions[2]: the result is never 'Done'; it can be: ContinueLooping, DoneLooping"
    )


@pytest.mark.parametrize(
    ("identifier", "words"),
    [("a;b", "the character ';'"), ("x" * 51, "1 to 50 characters"), ("toString", "reserved"), ("", "1 to 50")],
)
def test_identifiers_that_are_not_allowed(identifier, words):
    (problem,) = found(action(identifier, "MessageParticipant", {"Text": "x"}), rule="identifier")

    assert words in problem.detail


def test_two_actions_with_one_name():
    pair = [action("a", "MessageParticipant", {"Text": "x"}, "a"), action("a", "MessageParticipant", {"Text": "y"})]

    assert [each.detail for each in found(*pair, rule="identifier")] == ["there are two actions called 'a'"]


def test_a_start_that_is_not_there():
    (problem,) = [each for each in check_flow(flow_of(start="lost")) if each.severity == "error"]

    assert problem.detail == "StartAction is 'lost', and there is no such action"


def test_more_than_250_actions():
    many = [action(str(n), "MessageParticipant", {"Text": "x"}, str(n + 1)) for n in range(248)]

    assert [each.detail for each in check_flow(flow_of(*many)) if each.rule == "too-many-actions"] == [
        "there are 251 actions; at most 250 are allowed"
    ]


def test_an_action_that_nothing_leads_to():
    lonely = action("b", "MessageParticipant", {"Text": "x"})

    assert [
        each.action for each in found(action("a", "MessageParticipant", {"Text": "x"}), lonely, rule="unreachable")
    ] == ["b"]


def test_actions_that_go_round_for_ever():
    round_ = [
        action("a", "MessageParticipant", {"Text": "x"}, "b"),
        action("b", "MessageParticipant", {"Text": "y"}, "a"),
    ]

    assert [each.action for each in found(*round_, rule="never-ends")] == ["a", "b"]


def test_a_queue_flow_is_ended_by_an_agent():
    loop = action("a", "MessageParticipantIteratively", {"Messages": [{"Text": "x"}]}, then=None)

    assert found(loop) == []


def test_references_that_nothing_sets():
    said = action("a", "MessageParticipant", {"Text": "$.Attributes.x $.External.y $.FlowAttributes.z $.Channel"})

    assert [each.detail for each in found(said)] == [
        "nothing sets $.Attributes.x",
        "nothing sets $.External.y",
        "nothing sets $.FlowAttributes.z",
    ]


def test_references_that_something_sets():
    setting = action("s", "UpdateContactAttributes", {"Attributes": {"x": "1"}}, "a", ["NoMatchingError"])
    said = action("a", "MessageParticipant", {"Text": "$.Attributes.x $.External.y $.Attributes.elsewhere"})
    setting["Transitions"]["NextAction"] = "l"

    assert found(setting, LAMBDA, said, set_elsewhere=frozenset({"elsewhere"})) == []


def test_a_dynamic_key_may_set_any_attribute():
    setting = action("s", "UpdateContactAttributes", {"Attributes": {"$.Channel": "1"}}, "a", ["NoMatchingError"])
    said = action("a", "MessageParticipant", {"Text": "$.Attributes.x"})

    assert found(setting, said) == []


def test_a_reference_to_nothing_that_exists():
    (problem,) = found(action("a", "MessageParticipant", {"Text": "$.Atributes.x"}))

    assert (problem.rule, problem.severity) == ("unknown-reference", "warning")
    assert problem.detail == "$.Atributes.x: there is nothing called Atributes"


def test_an_empty_text_is_a_warning():
    (problem,) = found(action("a", "MessageParticipant", {"Text": ""}))

    assert (problem.rule, problem.severity) == ("empty-text", "warning")


def test_an_action_in_a_flow_of_another_type():
    transfer = action("a", "TransferContactToAgent", then=None)

    assert [each.rule for each in found(transfer, flow_type="CONTACT_FLOW")] == ["flow-type"]
    assert found(transfer, flow_type="AGENT_TRANSFER") == []
    exported = parse_flow(text_of(transfer, Metadata={"type": "contactFlow"}))
    assert [each.rule for each in check_flow(exported) if each.action == "a"] == ["flow-type"]


def test_every_rule_is_explained_and_messages_keep_the_limit_of_the_api():
    problems = found(action("x" * 51, "y" * 400, {"Text": ""}), action("b", "MessageParticipant"))

    assert {each.rule for each in problems} <= set(RULES)
    assert max(len(each.message) for each in problems) == 256


def test_types_whose_parameters_are_not_published_take_any():
    open_types = {each.name for each in discover_action_types() if each.is_open}

    assert "CheckSegmentMembership" in open_types
    assert found(action("a", "CheckSegmentMembership", {"Anything": "1"})) == []
