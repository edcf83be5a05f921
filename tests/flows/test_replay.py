"""A run of a random flow, stored and replayed event by event, is the same run with the same effects."""

import json
from unittest import mock

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from callslip.flows import engine
from callslip.flows.document import parse_flow
from callslip.flows.effects import Effect, StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Answered, Began, Entered, Event, Happened, Stopped, TimedOut
from callslip.flows.registry import discover_action_types
from callslip.flows.run import Run
from callslip.flows.scope import Scope, apply_effect

TYPES = [each.name for each in discover_action_types()]
ERRORS = ["NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded", "QueueAtCapacity", "NoneFoundError"]
TEXTS = st.sampled_from(
    [
        "$.Attributes.a",
        "$.External.b",
        "x $.Attributes.a$.StoredCustomerInput",
        "$.Lex.IntentName",
        "$.FlowAttributes.a",
        "2",
        "True",
        "plain",
        "",
    ]
)
VALUES = st.recursive(TEXTS, lambda inner: st.dictionaries(TEXTS, inner, max_size=2) | st.lists(inner, max_size=2))
EVENTS = st.lists(
    st.one_of(
        st.builds(
            Answered,
            result=st.none() | st.sampled_from(["1", "Yes", "True", "ContinueLooping"]),
            error=st.none() | st.sampled_from(ERRORS),
            data=st.none() | st.dictionaries(st.sampled_from("ab"), st.none() | st.booleans() | TEXTS, max_size=2),
        ),
        st.builds(Entered, keys=st.text("0123456789*#", max_size=3)),
        st.just(TimedOut()),
        st.just(Happened("CustomerReturned")),
        st.just(Began()),
        st.just(Stopped("hung up")),
    ),
    max_size=12,
)


@st.composite
def documents(draw):
    """A flow of any action types, with parameters that may or may not fit, wired at random."""
    names = [str(number) for number in range(draw(st.integers(1, 8)))]
    targets = st.sampled_from([*names, "nowhere"])
    return {
        "Version": "2019-10-30",
        "StartAction": "0",
        "Actions": [_action(draw, name, targets) for name in names],
    }


def _action(draw, name, targets):
    type_name = draw(st.sampled_from([*TYPES, "Compare", "Loop", "UpdateContactAttributes", "PlayPrompt"]))
    kind = next((each for each in discover_action_types() if each.name == type_name), None)
    known = sorted(kind.parameters) if kind else ["Text"]
    parameters = draw(st.dictionaries(st.sampled_from(known), VALUES, max_size=4)) if known else {}
    if type_name in ("UpdateContactAttributes", "UpdateFlowAttributes"):
        one = {"$.Attributes.a": {"Value": "1"}} if "Flow" in type_name else {"a": draw(TEXTS)}
        parameters["FlowAttributes" if "Flow" in type_name else "Attributes"] = one
    conditions = draw(st.lists(st.tuples(st.sampled_from(["1", "Yes", "True", "plain"]), targets), max_size=2))
    errors = draw(st.lists(st.tuples(st.sampled_from(ERRORS), targets), max_size=3))
    return {
        "Identifier": name,
        "Type": type_name,
        "Parameters": parameters,
        "Transitions": {
            "NextAction": draw(st.none() | targets),
            "Errors": [{"ErrorType": error, "NextAction": to} for error, to in errors],
            "Conditions": [
                {"Condition": {"Operator": "Equals", "Operands": [operand]}, "NextAction": to}
                for operand, to in conditions
            ],
        },
    }


def stored(value, kind):
    """A value as it comes back from where it was stored."""
    return msgspec.json.decode(msgspec.json.encode(value), type=kind)


STEPS_MAX = 30
"""So that rounds without an end, which are many among random flows, cost little."""


@settings(max_examples=60, deadline=None)
@mock.patch.object(engine, "STEPS_MAX", STEPS_MAX)
@given(documents(), EVENTS, st.sampled_from(["VOICE", "CHAT", "TASK"]), st.dictionaries(st.sampled_from("ab"), TEXTS))
def test_a_run_replays_from_its_stored_events(document, events, channel, attributes):
    flow = parse_flow(json.dumps(document))
    scope = Scope(attributes=attributes, contact={"Channel": channel, "Queue": {"ARN": "q"}})
    run, replayed, scope_again = start_run("f"), start_run("f"), stored(scope, Scope)

    for event in [Began(), *events]:
        run, effects = advance(flow, run, event, scope)
        replayed, again = advance(
            parse_flow(flow.text), stored(replayed, Run), stored(event, Event), stored(scope_again, Scope)
        )

        assert [stored(effect, Effect) for effect in again] == [stored(effect, Effect) for effect in effects]
        assert stored(replayed, Run) == stored(run, Run)
        assert sum(isinstance(effect, StepTaken) for effect in effects) <= STEPS_MAX
        assert (run.waiting is None) == (run.ended is not None)
        for effect in effects:
            scope = apply_effect(scope, effect)
            scope_again = apply_effect(scope_again, stored(effect, Effect))
