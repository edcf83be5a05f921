import pytest
from msgspec.structs import replace

from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.instance import Instance


def test_what_was_put_is_found(store, instance):
    assert store.instances.get("instance") == instance
    assert store.instances.find_by_alias("support") == instance
    assert store.instances.find_by_alias("Support") is None


def test_pages_in_the_order_of_ids(store, instance):
    for name in ("c", "a", "b"):
        store.instances.put(Instance(name, "SAML", 0, alias=name))
    assert [one.instance_id for one in store.instances.page("", 2)] == ["a", "b"]
    assert [one.instance_id for one in store.instances.page("b", 9)] == ["c", "instance"]


def test_instances_without_an_alias_do_not_clash(store, instance):
    store.instances.put(Instance("x", "EXISTING_DIRECTORY", 0))
    store.instances.put(Instance("y", "EXISTING_DIRECTORY", 0))
    assert store.instances.find("y") == Instance("y", "EXISTING_DIRECTORY", 0)


def test_deleted_is_gone(store, instance):
    store.instances.delete("instance")
    with pytest.raises(ResourceNotFoundException):
        store.instances.get("instance")


def test_switches_and_tags_can_change(store, instance):
    store.instances.put_attribute(instance, "EARLY_MEDIA", "false")
    store.instances.put_attribute(instance, "INBOUND_CALLS", "false")
    changed = store.instances.get("instance")
    assert changed.inbound_calls_enabled is False
    values = store.instances.attributes(changed)
    assert (values["EARLY_MEDIA"], values["INBOUND_CALLS"], values["OUTBOUND_CALLS"]) == ("false", "false", "true")
    store.instances.update(replace(changed, tags={}))
    assert store.instances.get("instance").tags == {}
    store.instances.delete("instance")
