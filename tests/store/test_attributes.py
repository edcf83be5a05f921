import pytest
from msgspec.structs import replace
from msgspec.structs import replace as changed

from callslip.domain.errors import ResourceNotFoundException
from stand_ins import NOW_MS


def history(store):
    """The changes of the contact's chain, the earliest first, without their ids."""
    last = store.attributes.get("instance", "contact").last_change_id
    return [
        (each.contact_id, each.name, each.old, each.new, each.changed_ms, each.caller, each.through)
        for each in store.history.latest(last, 99)
    ]


def test_what_was_created_is_found(store, contact):
    found = store.attributes.get("instance", "contact")
    assert found.values == {"a": "1"}
    assert (found.byte_count, found.change_count, found.initial_contact_id) == (2, 1, "contact")
    assert (found.initiated_ms, found.contact_initiated_ms, found.updated_ms) == (NOW_MS, NOW_MS, NOW_MS)


def test_a_leg_finds_the_chains_set_with_its_own_initiation(store, contact):
    store.contacts.put(replace(contact, contact_id="leg", initiated_ms=NOW_MS + 5))
    found = store.attributes.get("instance", "leg")
    assert (found.values, found.initiated_ms, found.contact_initiated_ms) == ({"a": "1"}, NOW_MS, NOW_MS + 5)


def test_each_changed_key_is_in_the_history(store, contact, origin):
    before = store.attributes.get("instance", "contact")
    later = changed(origin, at_ms=NOW_MS + 1)
    store.attributes.update("instance", "contact", before, {"a": "2", "b": "日", "c": ""}, later)
    arn = "arn:aws:iam::123456789012:user/ana"
    assert history(store) == [
        ("contact", "a", None, "1", NOW_MS, arn, "api"),
        ("contact", "a", "1", "2", NOW_MS + 1, arn, "api"),
        ("contact", "b", None, "日", NOW_MS + 1, arn, "api"),
        ("contact", "c", None, "", NOW_MS + 1, arn, "api"),
    ]
    assert store.attributes.get("instance", "contact").byte_count == 2 + 4 + 1
    assert store.attributes._transaction.one("history_total", {})["number"] == 2


def test_an_equal_value_is_no_change(store, contact, origin):
    before = store.attributes.get("instance", "contact")
    store.attributes.update("instance", "contact", before, {"a": "1"}, changed(origin, at_ms=NOW_MS + 1))
    assert len(history(store)) == 1
    assert store.attributes.get("instance", "contact").updated_ms == NOW_MS + 1


def test_a_nul_character_survives(store, contact, origin):
    before = store.attributes.get("instance", "contact")
    store.attributes.update("instance", "contact", before, {"n": "a\x00b"}, origin)
    assert store.attributes.get("instance", "contact").values["n"] == "a\x00b"
    assert history(store)[-1][3] == "a\x00b"


def test_the_set_of_nobody(store, instance):
    with pytest.raises(ResourceNotFoundException):
        store.attributes.get("instance", "nobody")


def test_the_histories_of_two_chains_do_not_mix(store, contact, origin):
    other = replace(contact, contact_id="other", initial_contact_id="other")
    store.contacts.put(other)
    store.attributes.create(other, {"x": "1"}, origin)
    for name in ("contact", "other"):
        before = store.attributes.get("instance", name)
        store.attributes.update("instance", name, before, {name: "2"}, origin)
    assert [row[1] for row in history(store)] == ["a", "contact"]


def test_deleting_an_instances_sets_deletes_their_history(store, contact):
    store.attributes.delete_of_instance("instance")
    assert store.attributes._transaction.one("history_total", {})["number"] == 0
    with pytest.raises(ResourceNotFoundException):
        store.attributes.get("instance", "contact")


def test_sets_that_were_read_at_once_are_had_without_asking_again(store, contact):
    store.attributes.read("instance", ["contact", "nobody", "contact"])
    asked = []
    store.attributes._transaction = Asked(store.transaction, asked)
    found = store.attributes.get("instance", "contact")
    assert (found.values, found.contact_initiated_ms, asked) == ({"a": "1"}, NOW_MS, [])
    with pytest.raises(ResourceNotFoundException):
        store.attributes.get("instance", "nobody")
    with pytest.raises(ResourceNotFoundException):
        store.attributes.get("other", "contact")
    assert asked


class Asked:
    """A transaction that notes what is asked of it."""

    def __init__(self, transaction, asked):
        self._transaction = transaction
        self._asked = asked

    def one(self, query, parameters):
        self._asked.append(query)
        return self._transaction.one(query, parameters)


def test_a_set_is_never_had_as_it_was_before_a_change(store, contact, origin):
    store.contacts.put(replace(contact, contact_id="leg"))
    store.attributes.read("instance", ["contact"])
    store.attributes.update("instance", "leg", store.attributes.get("instance", "leg"), {"b": "2"}, origin)
    changed = store.attributes.get("instance", "contact")
    assert changed.values == {"a": "1", "b": "2"}
    store.attributes.update("instance", "contact", changed, {"b": "3"}, origin)
    assert store.attributes.get("instance", "contact").values == {"a": "1", "b": "3"}


def test_nor_before_a_contact_joined(store, contact):
    store.attributes.read("instance", ["contact"])
    store.contacts.put(replace(contact, contact_id="leg"))
    assert store.attributes.share(replace(contact, contact_id="leg")).contact_count == 2
    assert store.attributes.get("instance", "contact").contact_count == 2


def test_nor_before_an_erasure(store, contact, origin):
    store.attributes.read("instance", ["contact"])
    found = store.attributes.get("instance", "contact")
    store.attributes.erase("instance", "contact", found, ["a"], origin)
    assert store.attributes.get("instance", "contact").values == {}


@pytest.mark.parametrize("whole", [False, True])
def test_nor_before_it_was_deleted(store, contact, whole):
    store.attributes.read("instance", ["contact"])
    last = store.attributes.get("instance", "contact").last_change_id
    if whole:
        store.attributes.delete_of_instance("instance")
    else:
        store.attributes.delete("instance", "contact", last)
    with pytest.raises(ResourceNotFoundException):
        store.attributes.get("instance", "contact")
    assert store.attributes._transaction.one("history_total", {})["number"] == 0


def test_nor_after_a_part_that_was_undone(store, contact, origin):
    store.attributes.read("instance", ["contact"])

    def fail():
        with store.transaction.savepoint():
            store.attributes.update(
                "instance", "contact", store.attributes.get("instance", "contact"), {"b": "2"}, origin
            )
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert store.attributes.get("instance", "contact").values == {"a": "1"}
    store.attributes.update("instance", "contact", store.attributes.get("instance", "contact"), {"c": "3"}, origin)
    assert [each[1] for each in history(store)] == ["a", "c"]
