"""A run of a random flow, stored and replayed event by event, is the same run with the same effects."""

import json
from unittest import mock

import msgspec
import pytest
from hypothesis import given, settings

from callslip.flows import engine
from callslip.flows.document import parse_flow
from callslip.flows.effects import Effect, StepTaken
from callslip.flows.engine import advance, start_run
from callslip.flows.events import Began, Event
from callslip.flows.run import Run
from callslip.flows.scope import Scope, apply_effect
from random_flows import ATTRIBUTES, CHANNELS, EVENTS, documents


def stored(value, kind):
    """A value as it comes back from where it was stored."""
    return msgspec.json.decode(msgspec.json.encode(value), type=kind)


STEPS_MAX = 30
"""So that rounds without an end, which are many among random flows, cost little."""


@settings(max_examples=12)
@given(documents(), EVENTS, CHANNELS, ATTRIBUTES)
def test_a_run_replays_from_its_stored_events(document, events, channel, attributes):
    replay(document, events, channel, attributes)


@pytest.mark.slow
@settings(max_examples=120)
@given(documents(), EVENTS, CHANNELS, ATTRIBUTES)
def test_many_runs_replay(document, events, channel, attributes):
    replay(document, events, channel, attributes)


@mock.patch.object(engine, "STEPS_MAX", STEPS_MAX)
def replay(document, events, channel, attributes):
    """Drive two runs, one of them through storage at every step, and compare them."""
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
