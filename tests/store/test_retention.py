import pytest
from msgspec.structs import replace

from callslip.store.retention import EMPTIED, OF_CHAIN, OF_CONTACT, RetentionRule
from callslip.store.sql import queries
from stand_ins import NOW_MS


def test_a_rule_replaces_the_one_before(store, instance):
    assert store.retention.months_of("instance") is None
    for months in (6, 0):
        store.retention.put_rule(RetentionRule("instance", months, "ana", NOW_MS))
        assert store.retention.months_of("instance") == months
    assert store.retention.rules() == [RetentionRule("instance", 0, "ana", NOW_MS)]
    store.retention.delete_rule("instance")
    assert store.retention.months_of("instance") is None


@pytest.fixture
def legs(store, contact):
    """A chain of three legs, a second apart."""
    legs = [contact]
    for number in (1, 2):
        legs.append(replace(contact, contact_id=f"leg{number}", initiated_ms=NOW_MS + number * 1000))
        store.contacts.put(legs[-1])
    return legs


def leaving(store, floor_ms, limit=10):
    return [
        ([contact_id for contact_id, _ in each.contacts], each.ends_chain)
        for each in store.retention.leaving("instance", floor_ms, limit)
    ]


def test_legs_leave_one_by_one_and_the_chain_with_its_last(store, legs):
    assert leaving(store, NOW_MS) == []
    assert leaving(store, NOW_MS + 1) == [(["contact"], False)]
    assert leaving(store, NOW_MS + 1001) == [(["contact"], False), (["leg1"], False)]
    assert leaving(store, NOW_MS + 2001) == [(["contact", "leg1", "leg2"], True)]
    assert leaving(store, NOW_MS + 2001, limit=1) == [(["contact", "leg1", "leg2"], True)]


def test_an_emptied_first_contact_waits_for_the_last(store, legs):
    (first,) = store.retention.leaving("instance", NOW_MS + 1, 10)
    store.retention.remove(first)
    assert store.contacts.find("instance", "contact").details == {"SegmentAttributes": {}}
    assert leaving(store, NOW_MS + 1) == []
    assert leaving(store, NOW_MS + 1001) == [(["leg1"], False)]
    (whole,) = store.retention.leaving("instance", NOW_MS + 2001, 10)
    store.retention.remove(whole)
    assert store.contacts.legs("instance", "contact") == []
    assert store.transaction.one("history_total", {})["number"] == 0


def test_what_changed_is_not_equal_to_what_it_was(store, legs, origin):
    (before,) = store.retention.leaving("instance", NOW_MS + 2001, 10)
    found = store.attributes.get("instance", "contact")
    store.attributes.update("instance", "contact", found, {"a": "2"}, origin)
    (after,) = store.retention.leaving("instance", NOW_MS + 2001, 10)
    assert before != after
    store.contacts.update(replace(legs[1], updated_ms=NOW_MS + 5))
    assert store.retention.leaving("instance", NOW_MS + 2001, 10) != [after]


def test_held_contacts_are_counted_once_and_do_not_leave(store, legs):
    for number in (1, 2):
        store.holds.place(legs[0], f"h{number}", "court", "ana", NOW_MS)
    assert leaving(store, NOW_MS + 2001) == []
    assert store.retention.held("instance", NOW_MS + 1001) == 2


def test_other_tables_take_the_parameters_they_are_given():
    chain, contact = {"instance_id": "i", "initial_contact_id": "c"}, {"instance_id": "i", "contact_id": "c"}
    for name in OF_CHAIN:
        queries()[name].bind(chain)
    for name in OF_CONTACT:
        queries()[name].bind(contact)


def test_emptied_details_can_be_read(store, contact):
    store.retention.empty([contact])
    assert EMPTIED == '{"SegmentAttributes":{}}'
    assert store.contacts.get("instance", "contact", NOW_MS).details == {"SegmentAttributes": {}}
