import pytest

from callslip.rehearsal.branches import Branch
from callslip.rehearsal.exploration import summary, tell
from callslip.rehearsal.explore import explore
from callslip.rehearsal.world import new_scope
from flow_documents import action, flow_of

ERROR = ["NoMatchingError"]


def found(*actions, channel="VOICE", **more):
    return explore(flow_of(*actions), new_scope(), channel, **more)


def compare(identifier, path, *conditions, then="wrong"):
    return action(identifier, "Compare", {"ComparisonValue": path}, then, ["NoMatchingCondition"], conditions)


def function(identifier, then, **more):
    parameters = {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "8", **more}
    return action(identifier, "InvokeLambdaFunction", parameters, then, ERROR)


def test_a_value_is_traced_back_from_a_comparison_to_the_answer_it_came_from():
    search = found(
        function("a", "b"),
        action("b", "UpdateContactAttributes", {"Attributes": {"kept": "$.External.tier"}}, "c", ERROR),
        compare("c", "$.Attributes.kept", ("Equals", "gold", "good"), ("NumberGreaterThan", "7", "other")),
    )

    assert search.unreached == {}
    assert search.inputs[Branch("c", "Conditions[0]")] == ['f answers {"tier":"gold"}']
    assert search.inputs[Branch("c", "Conditions[1]")] == ['f answers {"tier":"8"}']
    assert search.inputs[Branch("b", "Errors[0]")][-1].endswith("b fails: NoMatchingError")


def test_two_values_of_one_answer_are_put_together():
    search = found(
        function("a", "b"),
        compare("b", "$.External.one", ("Equals", "x", "c")),
        compare("c", "$.External.two", ("Equals", "y", "good")),
    )

    assert search.unreached == {}


def test_attributes_at_the_start_are_tried():
    search = found(compare("a", "$.Attributes.tier", ("Equals", "gold", "good")))

    assert search.inputs[Branch("a", "Conditions[0]")] == ["$.Attributes.tier is 'gold'"]
    assert search.inputs[Branch("a", "Errors[0]")] == []


def test_given_attributes_are_not_changed():
    flow = flow_of(compare("a", "$.Attributes.tier", ("Equals", "gold", "good")))
    search = explore(flow, new_scope(attributes={"tier": "tin"}), "VOICE")

    assert search.unreached == {Branch("a", "Conditions[0]"): "nothing that was tried leads there"}


def test_channels_are_tried_unless_one_is_given():
    flow = flow_of(compare("a", "$.Channel", ("Equals", "CHAT", "good"), ("Equals", "TASK", "other")))

    assert explore(flow, new_scope()).unreached == {}
    assert len(explore(flow, new_scope(), "VOICE").unreached) == 2


def test_keys_and_stored_keys_are_tried():
    menu = {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "x"}
    store = {
        "StoreInput": "True",
        "InputTimeLimitSeconds": "5",
        "InputValidation": {"CustomValidation": {"MaximumLength": "4"}},
    }
    errors = [*ERROR, ("NoMatchingCondition", "b"), ("InputTimeLimitExceeded", "other")]
    search = found(
        action("a", "GetParticipantInput", menu, "wrong", errors, [("Equals", "7", "good")]),
        action("b", "GetParticipantInput", store, "c", ERROR),
        compare("c", "$.StoredCustomerInput", ("Equals", "Timeout", "good"), ("Equals", "4711", "other")),
    )

    assert search.inputs[Branch("c", "Conditions[1]")][-1] == "press 4711"
    assert search.inputs[Branch("c", "Conditions[0]")][-1] == "press nothing"
    assert list(search.unreached) == []


def test_a_loop_is_gone_round_to_its_end():
    flow = (
        action(
            "a",
            "Loop",
            {"LoopCount": "100"},
            "good",
            [],
            [("Equals", "ContinueLooping", "b"), ("Equals", "DoneLooping", "good")],
        ),
        function("b", "a"),
    )
    search = found(*flow)

    assert search.unreached == {}
    assert len(search.inputs[Branch("a", "Conditions[1]")]) == 100


def test_what_can_never_be_reached_says_why():
    search = found(
        compare("a", "$.Channel", ("Equals", "VOICE", "b"), ("Equals", "VOICE", "good")),
        action("b", "UpdateFlowLoggingBehavior", {"FlowLoggingBehavior": "Enabled"}, "c", ["NoMatchingError"]),
        action("c", "PlayPrompt", {}, "good", ["NoMatchingError"]),
        action("d", "Wait", {}, "good"),
    )

    assert search.unreached == {
        Branch("a", "Errors[0]"): "nothing that was tried leads there",
        Branch("a", "Conditions[1]"): "an earlier condition is the same",
        Branch("b", "Errors[0]"): "UpdateFlowLoggingBehavior never takes NoMatchingError",
    }


def test_a_branch_without_a_good_end_is_named():
    search = found(
        action("a", "MessageParticipant", {"Text": "x"}, "b", [("NoMatchingError", "good")]),
        action("b", "PlayPrompt", {}, "good"),
    )

    assert list(search.endless) == [Branch("a", "NextAction")]
    assert search.endless[Branch("a", "NextAction")].startswith("no branch: 'b' has no branch for NoMatchingError")


def test_the_same_seed_gives_the_same_answer():
    flow = (
        function("a", "b"),
        compare("b", "$.External.one", ("Equals", "x", "c")),
        compare("c", "$.External.two", ("Equals", "y", "d")),
        compare("d", "$.External.three", ("Equals", "z", "good")),
    )

    assert summary(found(*flow, seed=3)) == summary(found(*flow, seed=3))
    assert found(*flow, seed=3).unreached == {}


def test_the_steps_are_bounded():
    search = found(*[function(str(n), str((n + 1) % 9)) for n in range(9)], steps_max=4)

    assert search.steps <= 5
    assert "the steps were used up" in search.unreached.values()


def test_the_report_begins_with_the_coverage():
    (first, *rest) = tell(found(compare("a", "$.Attributes.tier", ("Equals", "gold", "good"))))

    assert first.startswith("2 of 2 branches reached (100 %)")
    assert "Compare [a] -> Equals gold: $.Attributes.tier is 'gold'" in rest


@pytest.mark.parametrize("text", ["Views.Action", "Views.ViewResultData.Form.pick.0"])
def test_what_is_done_in_a_view_is_tried(text):
    view = {"ViewResource": {"Id": "v"}, "InvocationTimeLimitSeconds": "60"}
    errors = ["NoMatchingError", ("NoMatchingCondition", "wrong"), ("TimeLimitExceeded", "other")]
    search = found(
        action("a", "ShowView", view, "wrong", errors, [("Equals", "Submit", "b")]),
        compare("b", f"$.{text}", ("Equals", "Submit", "good")),
    )

    assert Branch("b", "Conditions[0]") in search.inputs
    assert Branch("a", "Errors[2]") in search.inputs
