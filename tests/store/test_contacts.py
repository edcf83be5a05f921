import pytest
from msgspec.structs import replace

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


def test_an_update_changes_times_links_and_details(store, contact):
    times = dict.fromkeys(("updated_ms", "connected_ms", "scheduled_ms", "paused_ms", "expires_ms"), NOW_MS + 9)
    changed = replace(contact, **times, related_contact_id="other", details={"DisconnectReason": "API"})
    store.contacts.update(changed)
    assert store.contacts.find("instance", "contact") == changed
    changed = replace(changed, disconnected_ms=NOW_MS + 10)
    store.contacts.update(changed)
    assert store.contacts.find("instance", "contact") == changed


def test_counting_a_chain_by_channel(store, contact):
    store.contacts.put(replace(contact, contact_id="leg"))
    store.contacts.put(replace(contact, contact_id="voice", channel="VOICE"))
    store.contacts.put(replace(contact, contact_id="other", initial_contact_id="other"))
    assert store.contacts.count_in_chain("instance", "contact", "TASK") == 2


def test_a_chain_by_channel_in_order(store, contact):
    store.contacts.put(replace(contact, contact_id="b", initiated_ms=NOW_MS + 1))
    store.contacts.put(replace(contact, contact_id="a", initiated_ms=NOW_MS + 1))
    store.contacts.put(replace(contact, contact_id="voice", channel="VOICE"))
    found = store.contacts.in_chain("instance", "contact", "TASK", 10)
    assert [each.contact_id for each in found] == ["contact", "a", "b"]
    assert store.contacts.in_chain("instance", "contact", "TASK", 1) == [contact]


def test_those_who_listen(store, contact):
    monitor = replace(contact, contact_id="m", previous_contact_id="contact", initiation_method="MONITOR")
    store.contacts.put(monitor)
    store.contacts.put(replace(monitor, contact_id="ended", disconnected_ms=NOW_MS))
    store.contacts.put(replace(monitor, contact_id="other", previous_contact_id="m"))
    store.contacts.put(replace(monitor, contact_id="transfer", initiation_method="TRANSFER"))
    assert store.contacts.monitors(contact) == [monitor]


def ids(contacts):
    return [each.contact_id for each in contacts]


def test_a_tree_page_by_page(store, contact):
    leg = replace(contact, contact_id="leg", initiated_ms=NOW_MS + 1)
    related = replace(contact, contact_id="related", initial_contact_id="related", initiated_ms=NOW_MS + 1)
    other = replace(related, contact_id="other", initial_contact_id="other", association_id="other")
    for each in (leg, related, other):
        store.contacts.put(each)
    assert ids(store.contacts.tree_page("instance", "contact", -1, "", 10)) == ["contact", "leg", "related"]
    assert ids(store.contacts.tree_page("instance", "contact", NOW_MS + 1, "leg", 10)) == ["related"]
    assert ids(store.contacts.tree_page("instance", "contact", -1, "", 2)) == ["contact", "leg"]


def test_a_tree_moves_into_another(store, contact):
    related = replace(contact, contact_id="related", initial_contact_id="related", initiated_ms=NOW_MS + 1)
    root = replace(contact, contact_id="root", initial_contact_id="root", association_id="root", initiated_ms=0)
    for each in (related, root):
        store.contacts.put(each)
    store.contacts.move_tree("instance", "contact", "root")
    assert ids(store.contacts.tree_page("instance", "root", -1, "", 10)) == ["root", "contact", "related"]


def test_what_is_due_comes_in_order(store, contact):
    for name, members in {
        "never": {},
        "late": {"expires_ms": NOW_MS + 2},
        "soon": {"expires_ms": NOW_MS + 1},
        "starts": {"scheduled_ms": NOW_MS, "expires_ms": NOW_MS + 9},
        "started": {"scheduled_ms": NOW_MS, "connected_ms": NOW_MS, "expires_ms": NOW_MS + 9},
        "ended": {"expires_ms": NOW_MS, "disconnected_ms": NOW_MS},
    }.items():
        store.contacts.put(replace(contact, contact_id=name, **members))
    assert ids(store.contacts.due(NOW_MS - 1, 10)) == []
    assert ids(store.contacts.due(NOW_MS + 2, 10)) == ["starts", "soon", "late"]
    assert ids(store.contacts.due(NOW_MS + 2, 1)) == ["starts"]
    store.contacts.update(replace(contact, contact_id="soon", disconnected_ms=NOW_MS))
    assert ids(store.contacts.due(NOW_MS + 2, 10)) == ["starts", "late"]
