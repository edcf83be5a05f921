import pytest

from callslip.domain.errors import ResourceNotFoundException
from stand_ins import NOW_MS


def test_a_hold_is_found_by_its_chain_until_it_is_released(store, contact):
    hold = store.holds.place(contact, "h1", "court", "ana", NOW_MS)
    assert store.holds.find("instance", "contact") == hold
    assert store.holds.find("instance", "other") is None
    assert store.holds.count("instance") == 1
    store.holds.release("instance", "h1", "ben", NOW_MS + 1)
    assert store.holds.find("instance", "contact") is None
    assert store.holds.count("instance") == 0
    (listed,) = store.holds.all("instance")
    assert (listed.reason, listed.released_ms, listed.released_by) == ("court", NOW_MS + 1, "ben")


def test_a_hold_is_released_once(store, contact):
    store.holds.place(contact, "h1", "court", "ana", NOW_MS)
    store.holds.release("instance", "h1", "ben", NOW_MS)
    with pytest.raises(ResourceNotFoundException):
        store.holds.release("instance", "h1", "ben", NOW_MS)


def test_holds_go_with_their_instance(store, contact):
    store.holds.place(contact, "h1", "court", "ana", NOW_MS)
    store.holds.delete_of_instance("instance")
    assert list(store.holds.all("instance")) == []
