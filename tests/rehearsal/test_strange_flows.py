"""No flow document, however strange, makes a check, a run or an exploration crash."""

import json
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callslip.flows import engine
from callslip.flows.document import parse_flow
from callslip.flows.problems import check_flow
from callslip.rehearsal import exploration, story
from callslip.rehearsal.explore import explore
from callslip.rehearsal.rehearse import rehearse
from callslip.rehearsal.world import World, new_scope
from random_flows import documents

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
WORLD = World(steps_max=100, keys=["1"], functions={"*": {"a": "1"}})


@settings(max_examples=5)
@given(documents(), st.lists(JUNK, max_size=6))
def test_strange_flows(document, junk):
    work_through(document, junk)


@pytest.mark.slow
@settings(max_examples=200)
@given(documents(), st.lists(JUNK, max_size=6))
def test_many_strange_flows(document, junk):
    work_through(document, junk)


@mock.patch.object(engine, "STEPS_MAX", 30)
def work_through(document, junk):
    """Put junk into the parameters, then do all that can be done with a flow."""
    for index, value in enumerate(junk):
        parameters = document["Actions"][index % len(document["Actions"])]["Parameters"]
        name = next(iter(parameters), "Text") if index % 2 else "Text"
        parameters[name] = value
    flow = parse_flow(json.dumps(document))

    check_flow(flow)
    found = explore(flow, new_scope(), None, 1, 200)
    assert len(found.inputs) + len(found.unreached) == len(found.branches)
    assert list(exploration.tell(found))
    done = rehearse(flow, WORLD)
    assert done.ended.how
    assert list(story.tell(done, {"flow": flow}))
    assert json.dumps(list(story.trace(done)))
