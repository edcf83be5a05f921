import pytest

from callslip.store.deliveries import Delivery
from stand_ins import NOW_MS


@pytest.fixture
def destination(store, contact):
    """A destination for which one entry, the beginning of a contact, waits."""
    store.deliveries.add("file:x", 0)
    store.outbox._is_read = None
    store.outbox.note_contact(None, contact)
    return "file:x"


def test_a_destination_is_added_once(store, destination):
    moved = Delivery(destination, 7, 2, NOW_MS, "no answer")
    store.deliveries.update(moved)
    store.deliveries.add(destination, 0)
    assert store.deliveries.find(destination) == moved
    assert store.deliveries.find("file:y") is None


def test_what_waits_is_counted(store, destination):
    (before,) = store.deliveries.all()
    store.deliveries.bury(destination, 1, 3, "refused", NOW_MS)
    store.deliveries.update(Delivery(destination, 1, 0, 0, ""))
    (after,) = store.deliveries.all()
    assert [(count.waiting, count.dead) for count in (before, after)] == [(1, 0), (0, 1)]


def test_dead_letters_are_replayed_and_raised(store, destination):
    store.deliveries.bury(destination, 1, 3, "refused", NOW_MS)
    assert store.deliveries.next_to_replay(destination) is None
    assert store.deliveries.replay(destination) == 1
    assert store.deliveries.next_to_replay(destination).id == 1
    store.deliveries.raise_dead(destination, 1)
    assert store.deliveries.dead_letters("", 0, 9) == []


def test_burying_again_adds_attempts_and_ends_the_replay(store, destination):
    store.deliveries.bury(destination, 1, 3, "refused", NOW_MS)
    store.deliveries.replay(destination)
    store.deliveries.bury(destination, 1, 1, "refused again", NOW_MS + 1)
    (letter,) = store.deliveries.dead_letters("", 0, 9)
    assert (letter.attempts, letter.error, letter.buried_ms, letter.replay) == (4, "refused again", NOW_MS + 1, 0)
    assert (letter.contact_id, letter.event_type) == ("contact", "INITIATED")
    assert store.deliveries.dead_letters(destination, 1, 9) == []


def test_a_destination_is_forgotten_with_its_dead_letters(store, destination):
    store.deliveries.bury(destination, 1, 3, "refused", NOW_MS)
    assert store.deliveries.delete(destination)
    assert not store.deliveries.delete(destination)
    assert store.deliveries.all() == []
    assert store.deliveries.dead_letters("", 0, 9) == []
