"""Begins, links and ends contacts: what one of them means for the others of its chain, flows apart."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callslip.domain import lifecycle
from callslip.domain.arn import contact_id_of
from callslip.domain.attributes import Origin
from callslip.domain.contact import Contact, check_links
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.domain.flag import without_mirrors
from callslip.domain.segment_attributes import carried_forward
from callslip.domain.transfer import check_leg_fits
from callslip.store import Store

_CHATS_MAX = 1_000
"""Chat contacts of one chain that are looked through for the last one."""


def begin_contact(store: Store, contact: Contact, given: Mapping[str, str], origin: Origin, floor_ms: int) -> Contact:
    """Store a new contact with the attributes given; the contact as it is stored.

    After `previous_contact_id` it joins that contact's chain and shares its attributes, those given merged in for
    all; with `related_contact_id` it begins a chain of its own with a copy, those given winning (our decision).
    Raises ResourceNotFoundException for an unknown instance or linked contact, InvalidRequestException when both
    links are given, ServiceQuotaExceededException for a thirteenth task in a chain, and what `merge` raises.
    """
    check_links(contact.previous_contact_id, contact.related_contact_id)
    store.instances.get(contact.instance_id)
    if contact.previous_contact_id is not None:
        return _follow(store, contact, contact.previous_contact_id, given, origin, floor_ms)
    copied: Mapping[str, str] = {}
    if contact.related_contact_id is not None:
        related = store.contacts.get(contact.instance_id, contact.related_contact_id, floor_ms)
        copied = store.attributes.get(contact.instance_id, contact.related_contact_id).values
        copied = without_mirrors(copied)
        details = carried_forward(related.details, contact.details)
        contact = replace(contact, association_id=related.association_id, details=details)
    store.contacts.put(contact)
    store.attributes.create(contact, given, origin, copied)
    return contact


def end_contact(store: Store, contact: Contact, reason: str, at_ms: int) -> None:
    """End an ongoing contact, and those who listen to it."""
    store.contacts.update(lifecycle.end(contact, reason, at_ms))
    for monitor in store.contacts.monitors(contact):
        store.contacts.update(lifecycle.end(monitor, "OTHER", at_ms))


def find_chat_source(store: Store, instance_id: str, rehydration_type: str, source_id: str, floor_ms: int) -> Contact:
    """The ended chat that a persistent chat continues: the one named, or the last of the session it belongs to.

    Raises ResourceNotFoundException, and InvalidRequestException for a contact that is no chat or has not ended.
    """
    source = store.contacts.get(instance_id, source_id, floor_ms)
    if source.channel != "CHAT":
        raise InvalidRequestException(f"SourceContactId: the contact is of the channel {source.channel}, not CHAT.")
    session = [source]
    if rehydration_type == "ENTIRE_PAST_SESSION":
        session = list(store.contacts.in_chain(instance_id, source.initial_contact_id, "CHAT", _CHATS_MAX))
    if any(chat.is_ongoing for chat in session):
        raise InvalidRequestException("SourceContactId: the chat has not ended. Only ended chats can be continued.")
    return max(session, key=lambda chat: (chat.disconnected_ms or 0, chat.initiated_ms))


def get_recordable(store: Store, instance_id: str, members: Mapping[str, Any], floor_ms: int) -> Contact:
    """The voice contact that a request about recording names by its own id and by the first of its chain.

    Raises ResourceNotFoundException when the two do not belong together, InvalidRequestException for another channel.
    """
    contact = store.contacts.get(instance_id, contact_id_of(members["ContactId"]), floor_ms)
    if contact.initial_contact_id != contact_id_of(members["InitialContactId"]):
        raise ResourceNotFoundException("InitialContactId: the contact's chain does not begin with that contact.")
    if contact.channel != "VOICE":
        raise InvalidRequestException(f"A contact of the channel {contact.channel} is not recorded. Allowed: VOICE.")
    return contact


def _follow(
    store: Store, contact: Contact, previous_contact_id: str, given: Mapping[str, str], origin: Origin, floor_ms: int
) -> Contact:
    previous = store.contacts.get(contact.instance_id, previous_contact_id, floor_ms)
    chain = previous.initial_contact_id
    check_leg_fits(contact.channel, store.contacts.count_in_chain(contact.instance_id, chain, contact.channel))
    contact = replace(
        contact,
        initial_contact_id=chain,
        association_id=previous.association_id,
        details=carried_forward(previous.details, contact.details),
    )
    store.contacts.put(contact)
    shared = store.attributes.share(contact)
    if given:
        store.attributes.update(contact.instance_id, contact.contact_id, shared, given, origin)
    return contact
