"""Lambda functions that the flows of contacts call, and stubs for other outsides, over the mock."""

import threading

import pytest

from callslip.functions.due import take_due
from callslip.timers import perform_due
from flow_documents import action
from flow_making import SECOND_MS, sets, waits

ARN = "arn:aws:lambda:us-east-1:123456789012:function:look-up"
EVENTS = []


def look_up(event, context):
    EVENTS.append((event, context))
    return {"tier": "gold", "asked": event["Details"]["Parameters"].get("number", "")}


def fail(event, context):
    raise ValueError("no such customer")


def sleep(event, context):
    threading.Event().wait(3)
    return {}


def calls(identifier, then, arn=ARN, **parameters):
    given = {"LambdaFunctionARN": arn, "InvocationTimeLimitSeconds": "3", **parameters}
    return action(identifier, "InvokeLambdaFunction", given, then, ["NoMatchingError"])


@pytest.fixture
def outside():
    """Who answers; a test overrides what it needs."""
    answers = {"ConnectParticipantWithLexBot": [{"said": "pay", "result": "Pay"}, {"result": "Fallback"}]}
    functions = {"look-up": look_up, "fails": fail, "sleeps": sleep, "canned": {"tier": "silver"}, "listed": {"a": [1]}}
    return {"functions": functions, "answers": answers}


@pytest.fixture
def connect_settings(clock, outside):
    return {"clock": clock, **outside}


@pytest.fixture
def keep(flow, start_task, attributes_of):
    """Runs a flow that calls a function and keeps `$.External.tier`; the attributes, and the contact."""

    def run(arn=ARN, **parameters):
        task = start_task(
            ContactFlowId=flow(calls("l", "k", arn, **parameters), sets("k", tier="$.External.tier")),
            Attributes={"a": "1"},
        )
        return attributes_of(task), task

    return run


def test_a_handler_gets_the_real_event_and_its_answer_is_kept(keep, start_task, instance_id):
    EVENTS.clear()
    found, task = keep(LambdaInvocationAttributes={"number": "$.Attributes.a"})

    assert found == {"a": "1", "tier": "gold"}
    [(event, context)] = EVENTS
    data = event["Details"]["ContactData"]
    assert event["Name"] == "ContactFlowEvent"
    assert event["Details"]["Parameters"] == {"number": "1"}
    assert (data["ContactId"], data["InitialContactId"], data["Channel"]) == (task, task, "TASK")
    assert data["Attributes"] == {"a": "1"}
    assert data["InstanceARN"].endswith(f"instance/{instance_id}")
    assert data["SegmentAttributes"] == {"connect:Subtype": {"ValueString": "connect:Task"}}
    assert (context.invoked_function_arn, context.function_name) == (ARN, "look-up")


def test_a_canned_answer(keep):
    assert keep("canned")[0] == {"a": "1", "tier": "silver"}


@pytest.mark.parametrize(
    ("arn", "reason"),
    [
        ("fails", "ValueError: no such customer"),
        ("unknown", "nothing says who answers for unknown"),
        ("listed", "ResponseType is STRING_MAP"),
    ],
)
def test_what_goes_wrong_takes_the_error_branch_and_says_why(keep, reason_of, arn, reason):
    found, task = keep(arn)

    assert found == {"a": "1"}
    assert reason in reason_of(task, "l")


def test_json_may_nest_where_it_is_asked_for(flow, start_task, attributes_of):
    validation = {"ResponseValidation": {"ResponseType": "JSON"}}
    task = start_task(ContactFlowId=flow(calls("l", "k", "listed", **validation), sets("k", first="$.External.a.0")))

    assert attributes_of(task) == {"first": "1"}


@pytest.mark.slow
def test_a_late_answer_is_an_error(keep, reason_of):
    found, task = keep("sleeps", InvocationTimeLimitSeconds="1")

    assert found == {"a": "1"}
    assert "within 1 seconds" in reason_of(task, "l")


def test_a_function_may_call_the_api(flow, start_task, attributes_of, outside, update):
    def write(event, context):
        update(event["Details"]["ContactData"]["ContactId"], {"from": "the function"})

    outside["functions"]["writes"] = lambda event, context: write(event, context) or {}
    task = start_task(ContactFlowId=flow(calls("l", "k", "writes"), sets("k", seen="$.Attributes.from")))

    assert attributes_of(task) == {"from": "the function", "seen": "the function"}


def test_an_asynchronous_call_goes_on_at_once(flow, start_task, attributes_of):
    EVENTS.clear()
    flow_id = flow(calls("l", "k", InvocationType="ASYNCHRONOUS"), sets("k", call="$.LambdaInvocation.InvocationId"))
    task = start_task(ContactFlowId=flow_id)

    assert len(attributes_of(task)["call"]) == 36
    assert len(EVENTS) == 1


def test_the_answer_for_a_contact_that_was_stopped_goes_nowhere(flow, start_task, attributes_of, outside, stop):
    def stop_first(event, context):
        stop(event["Details"]["ContactData"]["ContactId"])
        return {"tier": "late"}

    outside["functions"]["stops"] = stop_first
    task = start_task(ContactFlowId=flow(calls("l", "k", "stops"), sets("k", tier="$.External.tier")))

    assert attributes_of(task) == {}


def test_a_bot_hears_what_the_customer_says(connect_mock, flow, start_chat, steps_of):
    bot = action(
        "b",
        "ConnectParticipantWithLexBot",
        {"LexV2Bot": {"AliasArn": "bot"}, "Text": "What is it?"},
        "wrong",
        ["NoMatchingError", "NoMatchingCondition"],
        [("Equals", "Pay", "good"), ("Equals", "Fallback", "other")],
    )
    flow_id = flow(bot)
    paying, other = start_chat(ContactFlowId=flow_id)["ContactId"], start_chat(ContactFlowId=flow_id)["ContactId"]
    assert steps_of(paying) == []

    connect_mock.give_input(paying, Text="I want to pay")
    connect_mock.give_input(other, Text="Hello")

    assert steps_of(paying) == ["b", "good"]
    assert steps_of(other) == ["b", "other"]


def test_a_call_whose_server_ended_is_begun_again_three_times_at_most(connect_mock, clock, flow, start_task, reason_of):
    backend, world = connect_mock.gateway.backend, connect_mock.gateway.world
    task = start_task(ContactFlowId=flow(waits("w", 1, "l"), calls("l", "good")))
    clock.value_ms += SECOND_MS
    perform_due(backend, world)

    for attempt in (1, 2, 3):
        [taken] = take_due(backend, world, 9)
        assert taken.attempts == attempt
        assert take_due(backend, world, 9) == [], "nobody else begins it while an answer may come"
        clock.value_ms += 60 * SECOND_MS

    assert "the server ended 3 times" in reason_of(task, "l")
