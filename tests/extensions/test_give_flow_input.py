"""GiveFlowInput: keys for the flow that waits, and what nobody waits for."""

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from flow_making import sets, waits


def give(api, contact_id, **given):
    return api.ask("POST", "/_callslip/flows", {"instanceId": INSTANCE, "contactId": contact_id, **given})


def test_the_flow_goes_on_with_the_event(api, begin_flow):
    contact_id = begin_flow(waits("a", then="good", returned="b"), sets("b", back="yes"))
    assert give(api, contact_id, event="CustomerReturned") == (200, {})
    assert api.ask("GET", f"/contact/attributes/{INSTANCE}/{contact_id}")[1]["Attributes"] == {"back": "yes"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Give exactly one of"),
        ({"keys": "1", "text": "one"}, "Give exactly one of"),
        ({"keys": "1"}, "does not wait for Keys"),
        ({"event": "Rain"}, "allowed are CustomerReturned"),
        ({"keys": 1}, "Keys"),
    ],
)
def test_what_is_refused(api, begin_flow, given, said):
    status, answer = give(api, begin_flow(waits("a", returned="good")), **given)
    assert (status, said in answer["message"]) == (400, True), answer


def test_nobody_waits_and_nobody_is_there(api):
    assert "nobody waits" in give(api, api.begin(), keys="1")[1]["message"]
    assert give(api, "nobody", keys="1")[0] == 404
