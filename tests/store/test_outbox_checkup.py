"""The outbox against what it refers to: every statement that takes something away is found."""

import pytest
from msgspec.structs import replace

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store
from callslip.store.outbox_checkup import find_outbox_problems
from stand_ins import NOW_MS, CountingIds
from tampering import tamper

ORIGIN = Origin("arn", NOW_MS, "api", CountingIds().new_salts)


@pytest.fixture
def told(backend):
    """A backend with two contacts, and a destination that has entry 1 of 6, and a dead letter of entry 2."""
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.deliveries.add("file:x", 0)
        store.instances.put(Instance("i", "SAML", NOW_MS))
        for contact_id in ("c", "d"):
            contact = new_contact("i", contact_id, "TASK", "API", NOW_MS, {})
            store.contacts.put(contact)
            store.attributes.create(contact, {"a": "1", "b": "2"}, ORIGIN)
        for value in "345":
            update(store, a=value)
        assert [entry.sequence for entry in store.outbox.page(0, 99)] == [2, 2, 3, 4, 5]
        store.deliveries.bury("file:x", 1, 1, "no answer", NOW_MS)
    return backend


def update(store, **given):
    store.attributes.update("i", "c", store.attributes.get("i", "c"), given, ORIGIN)


def problems(backend, *statements):
    tamper(backend, *statements)
    return find_outbox_problems(backend)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM outbox WHERE id = 4", "outbox entry 5 does not go on where entry 3 ended"),
        ("DELETE FROM outbox WHERE id = 5", "outbox entry 4 is the last of contact c of instance i, which has changed"),
        ("DELETE FROM outbox WHERE id = 1", "a dead letter of file:x names entry 1, which is not in the outbox"),
        ("UPDATE outbox SET sequence = 9 WHERE id = 5", "outbox entry 5 tells of change 9"),
        ("UPDATE outbox SET sequence = 3 WHERE id = 4", "outbox entry 4 does not go on where entry 3 ended"),
        ("UPDATE outbox SET last_change_id = 99 WHERE id = 4", "outbox entry 4 names history row 99"),
        (
            "UPDATE outbox SET last_change_id = 3 WHERE id = 4",
            "outbox entry 4 names history row 3, which is not one of",
        ),
        ("UPDATE outbox SET contact_id = 'd' WHERE id = 4", "outbox entry 4 names history row"),
        ("UPDATE deliveries SET position = 6", "the destination file:x is at entry 6, which the outbox never had"),
    ],
)
def test_what_is_wrong_is_named(told, statement, problem):
    found = problems(told, statement)
    assert any(problem in sentence for sentence in found), found


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1",
        "UPDATE deliveries SET position = 4",
        "DELETE FROM deliveries",
        "DELETE FROM contacts WHERE contact_id = 'c'",
    ],
)
def test_what_may_be_so(told, statement):
    assert problems(told, "DELETE FROM dead_letters", statement) == []


@pytest.mark.parametrize("after", [1, 0])
def test_changes_through_a_leg_that_is_past_its_retention_are_not_missed(told, after):
    with told.transaction() as transaction:
        store = Store(transaction)
        first = store.contacts.get("i", "c", 0)
        leg = replace(first, contact_id="leg")
        store.contacts.put(leg)
        store.attributes.share(leg)
        store.attributes.update("i", "leg", store.attributes.get("i", "leg"), {"a": "6"}, ORIGIN)
        for _ in range(after):
            update(store, a="7")
    assert problems(told, "DELETE FROM contacts WHERE contact_id = 'leg'") == []
    with told.transaction() as transaction:
        update(Store(transaction), a="8")
        update(Store(transaction), a="9")
    last = "(SELECT MAX(id) FROM outbox)"
    assert "does not go on" in problems(told, f"UPDATE outbox SET change_count = 0 WHERE id = {last}")[0]


def test_what_every_destination_has_may_go(told):
    with told.transaction() as transaction:
        store = Store(transaction)
        store.deliveries.raise_dead("file:x", 1)
        store.deliveries.update(store.deliveries.find("file:x").__class__("file:x", 4, 0, 0, ""))
        store.outbox.prune()
        update(store, a="6")
    assert problems(told) == []
