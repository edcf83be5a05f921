import json

import msgspec
import pytest

from callslip.flows.effects import AttributesSet, MessageSaid, RunEnded, StepTaken
from callslip.flows.engine import STEPS_MAX, advance, start_run
from callslip.flows.events import Answered, Began, Entered, Event, Happened, Stopped, TimedOut
from callslip.flows.run import NO_BRANCH, QUEUED, STOPPED, TOO_MANY_STEPS, Ending, Run
from callslip.flows.scope import Scope
from flow_documents import action, flow_of, play

INPUT = {"StoreInput": "False", "InputTimeLimitSeconds": "5", "Text": "Press 1"}


def test_a_flow_runs_to_its_end_in_one_go():
    played = play(
        action("a", "UpdateContactAttributes", {"Attributes": {"tier": "gold"}}, "b", ["NoMatchingError"]),
        action("b", "MessageParticipant", {"Text": "Hello $.Attributes.tier customer"}),
    )

    assert played.effects == [
        AttributesSet({"tier": "gold"}),
        StepTaken(
            "a", "UpdateContactAttributes", {"Attributes": {"tier": "gold"}}, branch="NextAction", next_action="b"
        ),
        MessageSaid("Text", "Hello gold customer"),
        StepTaken("b", "MessageParticipant", {"Text": "Hello gold customer"}, branch="NextAction", next_action="good"),
        StepTaken("good", "DisconnectParticipant", {}),
        RunEnded("disconnected", ""),
    ]
    assert played.run == Run("flow", at="good", steps=3, ended=Ending("disconnected"))


def test_a_run_waits_and_goes_on():
    played = play(action("a", "GetParticipantInput", INPUT, conditions=[("Equals", "1", "other")]))

    assert (played.run.at, played.run.waiting.kind, played.run.waiting.timeout_s) == ("a", "input", 5)
    assert played.effects == [MessageSaid("Text", "Press 1")]
    assert played.send(Entered("1")).path == ["a", "other"]


def test_a_successful_transfer_leaves_the_flow_though_next_action_is_there():
    scope = Scope(contact={"Queue": {"ARN": "q"}})
    errors = [("QueueAtCapacity", "other"), "NoMatchingError"]
    transfer = action("a", "TransferContactToQueue", then="wrong", errors=errors)

    assert play(transfer, scope=scope, events=[Answered()]).run.ended == Ending(QUEUED, "q")
    assert play(transfer, scope=scope, events=[Answered(error="QueueAtCapacity")]).path == ["a", "other"]


def test_next_action_that_repeats_a_branch_is_not_taken_for_a_success():
    flow = action(
        "a",
        "Compare",
        {"ComparisonValue": "$.Attributes.x"},
        then="wrong",
        errors=["NoMatchingCondition"],
        conditions=[("Equals", "1", "good")],
    )

    assert play(flow, scope=Scope(attributes={"x": "1"})).path == ["a", "good"]
    assert play(flow, scope=Scope(attributes={"x": "2"})).path == ["a", "wrong"]


def test_timeout_as_stored_input_can_be_compared():
    store = {"StoreInput": "True", "InputValidation": {"CustomValidation": {"MaximumLength": "4"}}}
    flow = (
        action("a", "GetParticipantInput", store, "b", ["NoMatchingError"]),
        action(
            "b",
            "Compare",
            {"ComparisonValue": "$.StoredCustomerInput"},
            errors=["NoMatchingCondition"],
            conditions=[("Equals", "Timeout", "other")],
        ),
    )

    assert play(*flow, events=[TimedOut()]).path == ["a", "b", "other"]
    assert play(*flow, events=[Entered("12")]).path == ["a", "b", "wrong"]


def test_dynamic_keys_and_mixed_text_set_attributes():
    late = {"$.External.absent": "x", "r_$.Attributes.k": "$.Nothing.there", "$.External.key-2": "2"}
    played = play(
        action("a", "InvokeLambdaFunction", {"LambdaFunctionARN": "f", "InvocationTimeLimitSeconds": "3"}, "b"),
        action("b", "UpdateContactAttributes", {"Attributes": {"$.External.key": "v$.External.value"}}, "c"),
        action("c", "UpdateContactAttributes", {"Attributes": late}),
        events=[Answered(data={"key": "k", "value": "1", "key-2": "other"})],
    )

    assert dict(played.scope.attributes) == {"k": "v1", "r_v1": "", "other": "2"}


def test_an_operand_can_be_a_reference():
    compare = action(
        "a", "Compare", {"ComparisonValue": "$.Attributes.x"}, conditions=[("Equals", "$.Attributes.y", "other")]
    )

    assert play(compare, scope=Scope(attributes={"x": "1", "y": "1"})).path == ["a", "other"]


def test_an_unknown_action_type_is_an_error_and_says_so():
    played = play(action("a", "PlayPrompt", {"Text": "x"}, errors=["NoMatchingError"]))

    assert played.path == ["a", "wrong"]
    assert played.first.reason == "'PlayPrompt' is no action type of the flow language"


def test_an_error_without_a_branch_ends_the_run():
    played = play(action("a", "PlayPrompt"))

    assert played.run.ended.how == NO_BRANCH
    assert "has no branch for NoMatchingError" in played.run.ended.detail


def test_a_transition_to_nowhere_ends_the_run():
    assert play(action("a", "MessageParticipant", {"Text": "x"}, "lost")).run.ended == Ending(
        NO_BRANCH, "there is no action 'lost'"
    )


def test_a_flow_that_goes_round_without_waiting_is_ended():
    played = play(action("a", "MessageParticipant", {"Text": "x"}, "a"))

    assert played.run.ended.how == TOO_MANY_STEPS
    assert played.run.steps == STEPS_MAX


def test_an_action_that_should_fail_fails():
    flow = action("a", "MessageParticipant", {"Text": "x"}, errors=["NoMatchingError"])

    assert play(flow, scope=Scope(failing={"a": "NoMatchingError"})).path == ["a", "wrong"]


def test_a_parameter_that_cannot_be_worked_with_is_an_error_not_a_crash():
    played = play(action("a", "UpdateContactAttributes", {"Attributes": ["x"]}, errors=["NoMatchingError"]))

    assert played.path == ["a", "wrong"]
    assert played.first.reason == "Attributes must be an object"


@pytest.mark.parametrize("event", [Began(), Answered(result="1"), Happened("CustomerReturned")])
def test_an_event_that_nobody_waits_for_changes_nothing(event):
    flow = flow_of(action("a", "GetParticipantInput", INPUT))
    run, _ = advance(flow, start_run("f"), Began(), Scope())

    assert advance(flow, run, event, Scope()) == (run, ())


def test_an_event_before_the_start_or_after_the_end_changes_nothing():
    flow = flow_of(action("a", "MessageParticipant", {"Text": "x"}))
    ended, _ = advance(flow, start_run("f"), Began(), Scope())

    assert advance(flow, start_run("f"), Entered("1"), Scope()) == (start_run("f"), ())
    assert advance(flow, ended, Stopped("hung up"), Scope()) == (ended, ())


def test_a_run_can_be_stopped_while_it_waits():
    played = play(action("a", "GetParticipantInput", INPUT), events=[Stopped("the customer hung up")])

    assert played.run.ended == Ending(STOPPED, "the customer hung up")


def test_runs_scopes_events_and_effects_can_be_stored():
    played = play(action("a", "GetParticipantInput", INPUT, conditions=[("Equals", "1", "other")]))
    stored = json.loads(msgspec.json.encode(played.run))
    scope = msgspec.json.decode(msgspec.json.encode(played.scope), type=Scope)
    event = msgspec.json.decode(msgspec.json.encode(Entered("1")), type=Event)

    run, effects = advance(played.flow, msgspec.convert(stored, Run), event, scope)

    assert run.at == "other"
    assert [json.loads(msgspec.json.encode(effect))["effect"] for effect in effects] == [
        "StepTaken",
        "StepTaken",
        "RunEnded",
    ]
