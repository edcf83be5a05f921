import pytest
from msgspec.structs import replace

from callslip.domain.contact import new_contact
from callslip.store.indexing import configure_keys
from stand_ins import NOW_MS


@pytest.fixture
def backend(backend):
    configure_keys(backend, frozenset({"a", "b"}))
    return backend


def rows(store):
    start = {"instance_id": "", "name": "", "value": "", "initiated_ms": 0, "contact_id": "", "limit": 100}
    return [(row["name"], row["value"], row["contact_id"]) for row in store.transaction.all("index_page", start)]


def update(store, origin, given, contact_id="contact"):
    store.attributes.update("instance", contact_id, store.attributes.get("instance", contact_id), given, origin)


@pytest.fixture
def leg(store, contact):
    """A second contact in the chain."""
    leg = replace(new_contact("instance", "leg", "TASK", "API", NOW_MS + 1, {}), initial_contact_id=contact.contact_id)
    store.contacts.put(leg)
    store.attributes.share(leg)
    return leg


def test_only_configured_keys_are_in_it(store, contact, origin):
    update(store, origin, {"b": "2", "c": "3"})
    assert rows(store) == [("a", "1", "contact"), ("b", "2", "contact")]


def test_a_change_replaces_the_row(store, contact, origin):
    update(store, origin, {"a": "2"})
    update(store, origin, {"a": "2"})
    assert rows(store) == [("a", "2", "contact")]


def test_each_contact_of_a_chain_has_rows(store, contact, origin, leg):
    update(store, origin, {"a": "2", "b": "3"}, "leg")
    assert sorted(rows(store)) == [
        ("a", "2", "contact"),
        ("a", "2", "leg"),
        ("b", "3", "contact"),
        ("b", "3", "leg"),
    ]


def test_a_contact_that_is_deleted_leaves_its_rows(store, contact, leg):
    store.attribute_index.remove(leg, store.attributes.get("instance", "leg").values)
    assert rows(store) == [("a", "1", "contact")]


def test_a_row_that_was_missing_is_made_by_a_change(store, contact, origin):
    store.attribute_index.remove(contact, {"a": "1"})
    update(store, origin, {"a": "2"})
    assert rows(store) == [("a", "2", "contact")]


def test_values_that_differ_behind_the_cut_are_one(store, contact, origin):
    update(store, origin, {"a": "x" * 101 + "1"})
    update(store, origin, {"a": "x" * 101 + "2"})
    assert rows(store) == [("a", "x" * 101, "contact")]


def test_an_instance_goes_with_its_rows(store, contact):
    store.attributes.delete_of_instance("instance")
    assert rows(store) == []


def test_a_key_that_no_search_can_ask_for_is_not_in_it(backend, store, contact, origin):
    short, long = "k" * 100, "k" * 101
    store.transaction.run("searchable_put", {"name": "*", "is_complete": 1})
    store.attribute_index._searchable = None  # it was asked before
    given = {short: "v" * 300, long: "v", "l" * 9_000: "v"}
    update(store, origin, given)
    assert [name for name, *_ in rows(store)] == ["a", short]
    assert store.attribute_index.searchable().is_complete(short)
    assert not store.attribute_index.searchable().is_complete(long)
