import pytest

from callslip.flows.run import Ending
from callslip.flows.stubs import Stub
from callslip.rehearsal.rehearse import rehearse
from callslip.rehearsal.world import World, new_scope
from flow_documents import action, flow_of

MENU = {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "Press 1"}
NO_ERROR = ["NoMatchingError"]


def menu(identifier="menu", then="other"):
    errors = ["NoMatchingError", ("NoMatchingCondition", identifier), ("InputTimeLimitExceeded", "wrong")]
    return action(identifier, "GetParticipantInput", MENU, "wrong", errors, [("Equals", "1", then)])


def function(identifier="f", arn="arn:aws:lambda:eu-west-1:1:function:look-up", then="good"):
    parameters = {"LambdaFunctionARN": arn, "InvocationTimeLimitSeconds": "8", "LambdaInvocationAttributes": {"x": "1"}}
    return action(identifier, "InvokeLambdaFunction", parameters, then, NO_ERROR)


def test_keys_are_pressed_in_turn_and_then_nothing():
    assert rehearse(flow_of(menu()), World(keys=["9", "1"])).path == ["menu", "menu", "other"]
    assert rehearse(flow_of(menu()), World(keys=["9"])).path == ["menu", "menu", "wrong"]
    assert rehearse(flow_of(menu()), World(keys=["timeout", "1"])).path == ["menu", "wrong"]


def test_what_was_said_set_and_how_it_ended():
    flow = flow_of(
        action("a", "UpdateContactAttributes", {"Attributes": {"tier": "gold"}}, "b", NO_ERROR),
        action("b", "MessageParticipant", {"Text": "You are $.Attributes.tier, $.Attributes.name"}),
    )
    done = rehearse(flow, scope=new_scope(attributes={"name": "Ada"}))

    assert done.said == ["You are gold, Ada"]
    assert done.attributes == {"name": "Ada", "tier": "gold"}
    assert done.changes == [{"tier": "gold"}]
    assert done.ended == Ending("disconnected")
    assert not done.failed


def test_a_function_gets_the_event_of_amazon_connect():
    seen = []

    def look_up(event, context):
        seen.append((event, context.invoked_function_arn, context.function_name))
        return {"tier": "gold"}

    scope = new_scope(attributes={"name": "Ada"})
    done = rehearse(flow_of(function()), World(functions={"look-up": look_up}), scope)
    ((event, arn, name),) = seen
    contact = event["Details"]["ContactData"]

    assert done.path == ["f", "good"]
    assert (arn, name) == ("arn:aws:lambda:eu-west-1:1:function:look-up", "look-up")
    assert event["Name"] == "ContactFlowEvent"
    assert event["Details"]["Parameters"] == {"x": "1"}
    assert contact["Attributes"] == {"name": "Ada"}
    assert contact["Channel"] == "VOICE"
    assert contact["CustomerEndpoint"] == {"Address": "+12065550100", "Type": "TELEPHONE_NUMBER"}
    assert contact["MediaStreams"] == {"Customer": {"Audio": None}}
    assert contact["Queue"] is None
    assert set(contact) >= {"ContactId", "InitialContactId", "InstanceARN", "InitiationMethod", "References", "Tags"}


def test_a_function_that_raises_or_answers_nothing_that_json_knows_is_an_error():
    def fail(event, context):
        raise KeyError("tier")

    def answer_strangely(event, context):
        return {"x": object()}

    raised = rehearse(flow_of(function()), World(functions={"*": fail}))
    strange = rehearse(flow_of(function()), World(functions={"*": answer_strangely}))

    assert raised.path == strange.path == ["f", "wrong"]
    assert raised.steps[0].reason == "the function raised KeyError: 'tier'"


def test_what_nobody_answers_takes_its_error_branch_and_says_why():
    done = rehearse(flow_of(action("a", "GetCustomerProfile", {}, errors=NO_ERROR)))

    assert done.path == ["a", "wrong"]
    assert done.steps[0].reason == (
        "nothing says what GetCustomerProfile answers; give a stub for 'a' or GetCustomerProfile"
    )


@pytest.mark.parametrize("selector", ["a", "ShowView", "arn:aws:connect:us-east-1:aws:view/form", "form"])
def test_a_stub_is_named_by_action_type_name_or_arn(selector):
    view = {"ViewResource": {"Id": "arn:aws:connect:us-east-1:aws:view/form"}, "InvocationTimeLimitSeconds": "9"}
    flow = flow_of(action("a", "ShowView", view, "wrong", NO_ERROR, [("Equals", "Submit", "other")]))

    assert rehearse(flow, World(stubs={selector: [Stub(result="Submit")]})).path == ["a", "other"]


def test_answers_come_in_turn_and_the_last_stays():
    flow = flow_of(action("a", "CheckSegmentMembership", {}, "a", NO_ERROR, [("Equals", "Yes", "good")]))
    stubs = {"a": [Stub(result="No"), Stub(result="No"), Stub(result="Yes")]}

    assert rehearse(flow, World(stubs=stubs)).path == ["a", "a", "a", "good"]


def test_an_answer_can_depend_on_what_the_customer_says():
    bot = {"LexV2Bot": {"AliasArn": "arn:bot"}, "Text": "How can I help?"}
    errors = ["NoMatchingError", ("NoMatchingCondition", "a")]
    flow = flow_of(action("a", "ConnectParticipantWithLexBot", bot, "wrong", errors, [("Equals", "Book", "good")]))
    stubs = {"arn:bot": [Stub(result="Book", said="table"), Stub(result="Fallback")]}

    assert rehearse(flow, World(says=["Hm", "A Table please"], stubs=stubs)).path == ["a", "a", "good"]


def test_a_stub_can_make_any_action_fail():
    flow = flow_of(action("a", "UpdateContactAttributes", {"Attributes": {"x": "1"}}, errors=NO_ERROR))

    assert rehearse(flow, World(stubs={"a": [Stub(error="NoMatchingError")]})).path == ["a", "wrong"]


def test_hours_are_asked_at_the_time_of_the_rehearsal():
    check = action(
        "a",
        "CheckHoursOfOperation",
        {"HoursOfOperationId": "h"},
        "wrong",
        NO_ERROR,
        [("Equals", "True", "good"), ("Equals", "False", "other")],
    )

    assert rehearse(flow_of(check), World(hours="Mon-Fri 09:00-17:00")).path == ["a", "good"]
    assert rehearse(flow_of(check), World(hours="Sat 09:00-17:00")).path == ["a", "other"]
    assert rehearse(flow_of(check)).path == ["a", "wrong"]


def test_time_passes_before_hours_are_asked():
    check = action(
        "b",
        "CheckHoursOfOperation",
        {"HoursOfOperationId": "h"},
        "wrong",
        NO_ERROR,
        [("Equals", "True", "good"), ("Equals", "False", "other")],
    )
    wait = action("a", "Wait", {"TimeLimitSeconds": "86400"}, "wrong", NO_ERROR, [("Equals", "WaitCompleted", "b")])

    assert rehearse(flow_of(wait, check), World(hours="Wed 09:00-17:00"), new_scope("CHAT")).path[-1] == "other"


def test_an_event_ends_a_wait():
    wait = action(
        "a",
        "Wait",
        {"TimeLimitSeconds": "900", "Events": ["CustomerReturned"]},
        "wrong",
        NO_ERROR,
        [("Equals", "CustomerReturned", "good"), ("Equals", "WaitCompleted", "other")],
    )

    assert rehearse(flow_of(wait), World(happenings=["CustomerReturned"]), new_scope("CHAT")).path == ["a", "good"]


def test_an_agent_comes_to_a_queue():
    messages = {"Messages": [{"Text": "Please wait"}], "InterruptFrequencySeconds": "20"}
    flow = flow_of(
        action("a", "MessageParticipantIteratively", messages, None, [], [("Equals", "MessagesInterrupted", "a")])
    )
    done = rehearse(flow, World(agent_after_s=60))

    assert done.said == ["Please wait"] * 3
    assert done.ended == Ending("stopped", "an agent took the contact")


def test_chance_is_drawn_from_the_seed():
    flow = flow_of(
        action(
            "a",
            "DistributeByPercentage",
            None,
            "wrong",
            [("NoMatchingCondition", "other")],
            [("NumberLessThan", "51", "good")],
        )
    )
    ends = [rehearse(flow, World(seed=seed)).path[-1] for seed in range(40)]

    assert {"good", "other"} == set(ends)
    assert ends == [rehearse(flow, World(seed=seed)).path[-1] for seed in range(40)]


def test_a_task_gets_an_id():
    flow = flow_of(
        action("a", "CreateTask", {"Name": "x", "ContactFlowId": "f"}, "b", NO_ERROR),
        action("b", "MessageParticipant", {"Text": "$.Task.ContactId"}),
    )

    assert rehearse(flow).said == ["00000000-0000-4000-8000-000000000002"]


def test_a_queue_has_a_name():
    flow = flow_of(
        action(
            "a", "UpdateContactTargetQueue", {"QueueId": "arn:aws:connect:x:1:instance/i/queue/billing"}, "b", NO_ERROR
        ),
        action("b", "TransferContactToQueue", None, "wrong", NO_ERROR),
    )
    done = rehearse(flow)

    assert done.scope.contact["Queue"]["Name"] == "billing"
    assert done.ended == Ending("queued", "arn:aws:connect:x:1:instance/i/queue/billing")


def test_a_flow_that_is_there_goes_on_without_the_data_of_the_run():
    first = flow_of(
        action("a", "UpdateFlowAttributes", {"FlowAttributes": {"x": {"Value": "1"}}}, "b", NO_ERROR),
        action(
            "b",
            "TransferToFlow",
            {"ContactFlowId": "arn:aws:connect:x:1:instance/i/contact-flow/two"},
            "wrong",
            NO_ERROR,
        ),
    )
    second = flow_of(action("c", "MessageParticipant", {"Text": "x is [$.FlowAttributes.x]"}))
    done = rehearse(first, World(flows={"two": second}))

    assert (done.path, done.said) == (["a", "b", "c", "good"], ["x is []"])
    assert rehearse(first).ended.how == "transferred to flow"


def test_flows_that_transfer_to_each_other_for_ever_are_ended():
    round_ = flow_of(action("a", "TransferToFlow", {"ContactFlowId": "same"}, "wrong", NO_ERROR))
    done = rehearse(round_, World(flows={"same": round_}, steps_max=500))

    assert done.ended == Ending("too many steps", "500 steps")
    assert done.failed


def test_a_module_has_data_of_its_own_and_comes_back():
    outer = flow_of(
        action("a", "UpdateFlowAttributes", {"FlowAttributes": {"x": {"Value": "1"}}}, "b", NO_ERROR),
        action("b", "InvokeFlowModule", {"FlowModuleId": "m"}, "c", NO_ERROR),
        action("c", "MessageParticipant", {"Text": "$.Attributes.from-module $.FlowAttributes.x"}),
    )
    module = flow_of(
        action(
            "m1", "UpdateContactAttributes", {"Attributes": {"from-module": "[$.FlowAttributes.x]"}}, "m2", NO_ERROR
        ),
        action("m2", "EndFlowModuleExecution", None, None),
    )
    done = rehearse(outer, World(flows={"m": module}))

    assert done.path == ["a", "m1", "m2", "b", "c", "good"]
    assert done.said == ["[] 1"]


def test_a_module_that_ends_the_contact_ends_all():
    outer = flow_of(action("a", "InvokeFlowModule", {"FlowModuleId": "m"}, "good", NO_ERROR))
    done = rehearse(outer, World(flows={"m": flow_of(action("x", "DisconnectParticipant", None, None))}))

    assert done.path == ["x"]
    assert done.ended == Ending("disconnected")


def test_modules_nest_five_deep():
    itself = flow_of(
        action("a", "InvokeFlowModule", {"FlowModuleId": "m"}, "b", [("NoMatchingError", "b")]),
        action("b", "EndFlowModuleExecution", None, None),
    )
    done = rehearse(itself, World(flows={"m": itself}))

    assert done.path == ["a", "b"] * 6
    assert done.steps[0].reason == "modules nest 5 deep at most"


QUEUEING = (
    action("q", "UpdateContactTargetQueue", {"QueueId": "arn:q"}, "t", NO_ERROR),
    action("t", "TransferContactToQueue", None, "wrong", ["NoMatchingError", ("QueueAtCapacity", "other")]),
)


def test_a_stub_can_be_named_by_the_queue_that_is_meant():
    flow = flow_of(*QUEUEING)

    assert (
        rehearse(flow, World(stubs={"arn:q": [Stub(data={"Name": "Billing"})]})).scope.contact["Queue"]["Name"]
        == "Billing"
    )
    assert rehearse(flow, World(stubs={"TransferContactToQueue": [Stub(error="QueueAtCapacity")]})).path[-1] == "other"


def test_the_hook_for_the_queue_runs_when_its_flow_is_there():
    hook = action("h", "UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "music"}}, "q", NO_ERROR)
    wait = action("w", "MessageParticipantIteratively", {"Messages": [{"Text": "Please wait"}]}, None)
    flow = flow_of(hook, *QUEUEING)
    done = rehearse(flow, World(flows={"music": flow_of(wait)}))

    assert done.said == ["Please wait"]
    assert done.scope.flow_type == "CUSTOMER_QUEUE"
    assert done.ended == Ending("stopped", "an agent took the contact")
    assert rehearse(flow).ended == Ending("queued", "arn:q")
