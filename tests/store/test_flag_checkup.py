"""Flags and the attributes that show them: what differs is named, but not what callers may do."""

import pytest

from callslip.domain.attributes import BYTES_MAX, Origin
from callslip.domain.contact import new_contact
from callslip.domain.flag import FlagRule, raised, taken, with_mirrors
from callslip.domain.instance import Instance
from callslip.store import Store
from callslip.store.flag_checkup import find_flag_problems
from stand_ins import NOW_MS, CountingIds
from tampering import tamper

SALTS = CountingIds().new_salts


@pytest.fixture
def flagged(backend):
    """A backend with a contact whose flag `byrule` a rule raised, and whose flag `f` somebody raised and took."""
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.put(Instance("i", "SAML", NOW_MS))
        store.flags.set_rules([FlagRule(name="r", flag="byrule", attribute="mood")])
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        store.contacts.put(contact)
        store.attributes.create(contact, {"mood": "bad"}, Origin("arn", NOW_MS, "api", SALTS))
        change(store, NOW_MS + 1, lambda origin: raised(None, ("i", "c"), "f", "c", "why", origin))
        change(store, NOW_MS + 2, lambda origin: taken(store.flags.find("i", "c", "f"), "ana", origin))
    return backend


def change(store, at_ms, step):
    origin = Origin("arn", at_ms, "flag", SALTS)
    found = store.attributes.get("i", "c")
    flag = step(origin)
    store.flags.put(flag)
    if shows := with_mirrors(found.values, {}, [flag]):
        store.attributes.update("i", "c", found, shows, origin)


def update(backend, at_ms, **given):
    with backend.transaction() as transaction:
        attributes = Store(transaction).attributes
        attributes.update("i", "c", attributes.get("i", "c"), given, Origin("arn", at_ms, "api", SALTS))


def problems(backend, statement=None):
    if statement:
        tamper(backend, statement)
    return find_flag_problems(backend)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE flags SET state = 'closed' WHERE name = 'f'", "flag f of contact c of instance i is closed, and the"),
        ("UPDATE flags SET state = 'open' WHERE name = 'f'", "flag f of contact c of instance i is open, and the"),
        ("UPDATE flags SET state = 'closed' WHERE name = 'byrule'", "flag byrule of contact c of instance i is closed"),
        ("UPDATE flags SET state = 'lost' WHERE name = 'f'", "has a state that no flag has"),
        ("UPDATE flags SET name = 'g' WHERE name = 'f'", "flag g of contact c of instance i is taken, and the"),
        (
            "UPDATE flags SET initial_contact_id = 'x' WHERE name = 'f'",
            "flag f of contact x of instance i has no contact",
        ),
        ('UPDATE attributes SET document = \'{"mood": "bad"}\'', "flag f of contact c of instance i is taken, and the"),
    ],
)
def test_what_differs_is_named(flagged, statement, problem):
    assert any(problem in sentence for sentence in problems(flagged, statement))


def test_a_sound_store_has_no_problem(flagged):
    assert problems(flagged) == []


@pytest.mark.parametrize("later_ms", [2, 3])
def test_a_caller_may_set_the_attribute(flagged, later_ms):
    update(flagged, NOW_MS + later_ms, callslip_flag_f="nonsense", callslip_flag_byrule="open")
    assert problems(flagged) == []


def test_a_caller_may_have_set_it_before_the_flag_changed_it(flagged):
    update(flagged, NOW_MS + 3, callslip_flag_f="nonsense")
    with flagged.transaction() as transaction:
        store = Store(transaction)
        change(store, NOW_MS + 4, lambda origin: taken(store.flags.find("i", "c", "f"), "ana", origin))
    assert problems(flagged) == []
    assert problems(flagged, "UPDATE flags SET state = 'closed' WHERE name = 'f'") != []


def test_there_may_have_been_no_room_for_it(flagged):
    update(flagged, NOW_MS + 3, big="x" * (BYTES_MAX - 200))
    update(flagged, NOW_MS + 3, rest="x" * 90)
    with flagged.transaction() as transaction:
        store = Store(transaction)
        change(store, NOW_MS + 4, lambda origin: raised(None, ("i", "c"), "n" * 60, "c", "", origin))
        assert f"callslip_flag_{'n' * 60}" not in store.attributes.get("i", "c").values
    assert problems(flagged) == []
