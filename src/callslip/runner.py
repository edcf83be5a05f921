"""Begins contacts: places one in its chain with the attributes it shares or copies."""

from collections.abc import Mapping
from dataclasses import replace

from callslip.domain.attributes import Origin
from callslip.domain.contact import CHAIN_TASKS_MAX, Contact, check_links
from callslip.domain.errors import ServiceQuotaExceededException
from callslip.domain.flag import without_mirrors
from callslip.store import Store


def begin_contact(store: Store, contact: Contact, given: Mapping[str, str], origin: Origin, floor_ms: int) -> None:
    """Store a new contact with the attributes given.

    After `previous_contact_id` it joins that contact's chain and shares its attributes, those given merged in for
    all; with `related_contact_id` it begins a chain of its own with a copy, those given winning (our decision).
    Raises ResourceNotFoundException for an unknown instance or linked contact, InvalidRequestException when both
    links are given, ServiceQuotaExceededException for a thirteenth task in a chain, and what `merge` raises.
    """
    check_links(contact.previous_contact_id, contact.related_contact_id)
    store.instances.get(contact.instance_id)
    if contact.previous_contact_id is not None:
        _follow(store, contact, contact.previous_contact_id, given, origin, floor_ms)
        return
    if contact.related_contact_id is not None:
        store.contacts.get(contact.instance_id, contact.related_contact_id, floor_ms)
        copied = store.attributes.get(contact.instance_id, contact.related_contact_id).values
        given = {**without_mirrors(copied), **given}
    store.contacts.put(contact)
    store.attributes.create(contact, given, origin)


def _follow(
    store: Store, contact: Contact, previous_contact_id: str, given: Mapping[str, str], origin: Origin, floor_ms: int
) -> None:
    previous = store.contacts.get(contact.instance_id, previous_contact_id, floor_ms)
    chain = previous.initial_contact_id
    if (
        contact.channel == "TASK"
        and store.contacts.count_in_chain(contact.instance_id, chain, "TASK") >= CHAIN_TASKS_MAX
    ):
        raise ServiceQuotaExceededException(f"A chain of contacts can have at most {CHAIN_TASKS_MAX} tasks.")
    store.contacts.put(replace(contact, initial_contact_id=chain))
    if given:
        shared = store.attributes.get(contact.instance_id, contact.contact_id)
        store.attributes.update(contact.instance_id, contact.contact_id, shared, given, origin)
