"""Who leaves InstanceId out means the only instance there is, with all its rules."""

import pytest

from callslip.settings import EXAMPLE_INSTANCE_ID
from callslip.store import Store
from callslip.store.retention import RetentionRule

DAY_MS = 24 * 3_600_000
ASKED = ["/_callslip/contacts/{}", "/_callslip/contacts/{}/history"]


@pytest.mark.parametrize(
    "query", [{}, dict.fromkeys(("InstanceId", "instanceId"), EXAMPLE_INSTANCE_ID)], ids=["left-out", "named"]
)
@pytest.mark.parametrize(("months", "days", "there"), [(1, 62, False), (3, 62, True), (0, 800, True)])
def test_its_own_retention_holds(api, query, months, days, there):
    contact_id = api.begin()
    api.clock.value_ms += days * DAY_MS
    with api.gateway.backend.transaction() as transaction:
        rule = RetentionRule(EXAMPLE_INSTANCE_ID, months, "ana", api.clock.now_ms())
        Store(transaction).retention.put_rule(rule)
    assert {api.ask("GET", path.format(contact_id), **query)[0] for path in ASKED} == {200 if there else 404}
    named = {"InstanceId": EXAMPLE_INSTANCE_ID} if query else {}
    assert api.find(**named) == ([contact_id] if there else [])
