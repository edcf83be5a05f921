import pytest
from msgspec.structs import replace

from callslip.domain.contact import new_contact
from stand_ins import NOW_MS

LATER_MS = NOW_MS + 60_000


@pytest.fixture
def read(store):
    """Somebody reads the outbox; gives what is in it."""
    store.deliveries.add("file:x", 0)
    return lambda: store.outbox.page(0, 99)


def types(entries):
    return [entry.event_type for entry in entries]


def test_nothing_is_written_while_nobody_reads(store, contact, origin):
    store.attributes.update("instance", "contact", store.attributes.get("instance", "contact"), {"a": "2"}, origin)
    store.contacts.update(replace(contact, disconnected_ms=LATER_MS))
    assert store.outbox.page(0, 99) == []


def test_a_beginning_tells_of_its_first_attributes(store, read, contact):
    (begun,) = read()
    last_id = store.attributes.get("instance", "contact").last_change_id
    assert (begun.event_type, begun.contact_id, begun.at_ms) == ("INITIATED", "contact", NOW_MS)
    assert (begun.sequence, begun.change_count, begun.last_change_id) == (1, 1, last_id)


def test_an_update_points_at_its_changes_and_holds_no_value(store, read, contact, origin):
    before = store.attributes.get("instance", "contact")
    store.attributes.update("instance", "contact", before, {"a": "secret-2", "b": "secret-3"}, origin)
    updated = read()[-1]
    assert (updated.event_type, updated.properties) == ("CONTACT_DATA_UPDATED", "UserDefinedAttributes")
    assert (updated.sequence, updated.change_count) == (3, 2)
    assert updated.last_change_id == store.attributes.get("instance", "contact").last_change_id
    assert "secret" not in repr(updated)


def test_an_update_that_changes_nothing_is_told_too(store, read, contact, origin):
    store.attributes.update("instance", "contact", store.attributes.get("instance", "contact"), {"a": "1"}, origin)
    assert (read()[-1].event_type, read()[-1].change_count) == ("CONTACT_DATA_UPDATED", 0)


def test_each_transition_is_told_once(store, read, contact):
    connected = replace(contact, connected_ms=LATER_MS)
    store.contacts.update(connected)
    store.contacts.update(connected)
    queue = {"QueueInfo": {"Id": "q", "EnqueueTimestamp": LATER_MS + 1}}
    queued = replace(connected, details={**contact.details, **queue})
    store.contacts.update(queued)
    ended = replace(queued, disconnected_ms=LATER_MS + 2, updated_ms=LATER_MS + 3)
    store.contacts.update(ended)
    store.contacts.update(replace(ended, updated_ms=LATER_MS + 4))
    assert types(read()) == ["INITIATED", "CONNECTED_TO_SYSTEM", "QUEUED", "DISCONNECTED", "COMPLETED"]
    assert [entry.at_ms for entry in read()[1:]] == [LATER_MS, LATER_MS + 1, LATER_MS + 2, LATER_MS + 2]


def test_changed_data_is_named(store, read, contact):
    details = {**contact.details, "SegmentAttributes": {"s": {"ValueString": "x"}}, "Tags": {"t": "1"}}
    store.contacts.update(replace(contact, scheduled_ms=LATER_MS, updated_ms=LATER_MS, details=details))
    assert types(read()) == ["INITIATED", "CONTACT_DATA_UPDATED"]
    assert read()[-1].properties == "ScheduledTimestamp,Segment Attributes,Tags"


def test_a_contact_may_end_as_it_begins(store, read, instance):
    contact = new_contact("instance", "done", "TASK", "API", NOW_MS, {})
    store.contacts.put(replace(contact, connected_ms=NOW_MS, disconnected_ms=NOW_MS))
    assert types(read()) == ["INITIATED", "CONNECTED_TO_SYSTEM", "DISCONNECTED", "COMPLETED"]


def test_what_everybody_has_is_pruned_but_ids_never_come_twice(store, read, contact):
    store.contacts.update(replace(contact, connected_ms=LATER_MS))
    store.deliveries.add("file:y", 1)
    store.deliveries.update(replace_position(store, "file:x", 2))
    store.outbox.prune()
    assert [entry.id for entry in read()] == [2]
    store.deliveries.update(replace_position(store, "file:y", 2))
    store.outbox.prune()
    assert [entry.id for entry in read()] == [2]


def test_a_dead_letter_is_not_pruned(store, read, contact):
    store.contacts.update(replace(contact, connected_ms=LATER_MS))
    store.deliveries.bury("file:x", 1, 3, "refused", NOW_MS)
    store.deliveries.update(replace_position(store, "file:x", 2))
    store.outbox.prune()
    assert [entry.id for entry in read()] == [1, 2]


def replace_position(store, name, position):
    found = store.deliveries.find(name)
    return type(found)(name, position, 0, 0, "")
