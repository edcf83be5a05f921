from dataclasses import replace

import pytest

from callslip.domain.errors import ResourceNotFoundException
from stand_ins import NOW_MS


def test_what_was_put_is_found(store, contact):
    assert store.contacts.find("instance", "contact") == contact
    assert store.contacts.get("instance", "contact", floor_ms=NOW_MS) == contact


def test_nobody_and_the_too_old(store, contact):
    assert store.contacts.find("instance", "nobody") is None
    with pytest.raises(ResourceNotFoundException):
        store.contacts.get("instance", "nobody", floor_ms=0)
    with pytest.raises(ResourceNotFoundException):
        store.contacts.get("instance", "contact", floor_ms=NOW_MS + 1)


def test_an_update_changes_times_and_details(store, contact):
    changed = replace(contact, disconnected_ms=NOW_MS + 9, updated_ms=NOW_MS + 9, details={"DisconnectReason": "API"})
    store.contacts.update(changed)
    assert store.contacts.find("instance", "contact") == changed


def test_counting_a_chain_by_channel(store, contact):
    store.contacts.put(replace(contact, contact_id="leg"))
    store.contacts.put(replace(contact, contact_id="voice", channel="VOICE"))
    store.contacts.put(replace(contact, contact_id="other", initial_contact_id="other"))
    assert store.contacts.count_in_chain("instance", "contact", "TASK") == 2
