"""ListContactFlowRuns: what a contact's flows did, and of which contact."""

from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from flow_making import sets


def test_runs_with_what_happened(api, begin_flow):
    contact_id = begin_flow(sets("a", tier="gold"))
    status, answer = api.ask("GET", "/_callslip/flows", instanceId=INSTANCE, contactId=contact_id)
    (run,) = answer["flowRuns"]
    assert (status, run["Ended"]["how"], run["WaitsFor"]) == (200, "disconnected", None)
    assert run["Events"][0]["event"] == {"type": "Began"}
    assert run["Events"][0]["effects"][0]["values"] == {"tier": "gold"}


def test_a_contact_that_is_not_there_and_what_is_missing(api):
    assert api.ask("GET", "/_callslip/flows", instanceId=INSTANCE, contactId="nobody")[0] == 404
    assert api.ask("GET", "/_callslip/flows", instanceId=INSTANCE)[0] == 400
