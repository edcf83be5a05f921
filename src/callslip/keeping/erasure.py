"""Erasure: the data of a contact or a customer is taken from the store, and a receipt says what was."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from callslip.domain.attributes import AttributeSet, Origin, shown
from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.domain.flag import MIRROR
from callslip.domain.history import ERASURE, PastChange
from callslip.keeping.moment import moment_text
from callslip.keeping.scrub import Scrubber, left_elsewhere, scrub_chain
from callslip.operation import World
from callslip.store import Backend, Store

_PAGE = 500


class Wish(msgspec.Struct, frozen=True):
    """What is to be erased, by whom and why: whole contacts, or only the attributes of these `keys`."""

    instance_id: str
    contact_ids: Sequence[str]
    author: str
    reason: str
    keys: frozenset[str] = frozenset()


def contacts_of_customer(backend: Backend, instance_id: str, customer: str) -> Sequence[str]:
    """The contacts whose CustomerId or CustomerEndpoint.Address is `customer`: every contact is looked at."""
    return [contact.contact_id for contact in _all(backend, instance_id) if customer in _customers(contact)]


def erase(backend: Backend, world: World, wish: Wish) -> dict[str, Any]:
    """Erase the chains of the contacts, one transaction each; the receipt, which the store keeps too.

    Attributes, the values in their history and all details of the contacts go; ids, channel, times, who changed which
    key when, and the digests stay. Of single keys, texts of flows, flags and holds go that have a value in them
    (`Scrubbed`). `Left` says where values stand that are not this chain's attributes.

    Raises ResourceNotFoundException for a contact that is not there and InvalidRequestException for one that is held;
    chains before it in the list are erased by then, and the receipts of these are in the store.
    """
    erasure_id, now_ms = world.ids.new_id(), world.clock.now_ms()
    head = {
        "ErasureId": erasure_id,
        "InstanceId": wish.instance_id,
        "ErasedAt": moment_text(now_ms),
        "By": wish.author,
        "Reason": wish.reason,
    }
    origin = Origin(wish.author, now_ms, ERASURE, world.ids.new_salts)
    chains: dict[str, dict[str, Any]] = {}
    for contact_id in wish.contact_ids:
        with backend.transaction() as transaction:
            store = Store(transaction)
            contact = _erasable(store, wish.instance_id, contact_id)
            if contact.initial_contact_id in chains:
                continue
            chain = _erase_chain(store, contact, wish.keys, origin)
            chains[contact.initial_contact_id] = chain
            store.erasures.put(
                wish.instance_id, contact.initial_contact_id, erasure_id, now_ms, {**head, "Chains": [chain]}
            )
    return {**head, "Chains": list(chains.values())}


def _erasable(store: Store, instance_id: str, contact_id: str) -> Contact:
    contact = store.contacts.find(instance_id, contact_id)
    if contact is None:
        raise ResourceNotFoundException(f"No contact {shown(contact_id)} in the instance {shown(instance_id)}.")
    hold = store.holds.find(instance_id, contact.initial_contact_id)
    if hold is not None:
        raise InvalidRequestException(
            f"The contact {shown(contact_id)} is under legal hold {hold.hold_id} by {hold.author}: {hold.reason}. "
            "Release the hold first. Nothing of this contact was erased."
        )
    return contact


def _erase_chain(store: Store, contact: Contact, keys: frozenset[str], origin: Origin) -> dict[str, Any]:
    instance_id, first = contact.instance_id, contact.initial_contact_id
    found = store.attributes.get(instance_id, first)
    updates = list(store.history.updates(instance_id, found))
    history = [each for update in updates for each in reversed(update.each()) if not keys or each.name in keys]
    for update in updates:
        if update.through != ERASURE:
            store.history.erase(update, keys)
    legs = store.contacts.legs(instance_id, first)
    names = _names_left(found, history, keys)
    scrubber = Scrubber(keys or frozenset(names), _values_gone(found, history, names))
    after = store.attributes.erase(instance_id, contact.contact_id, found, names, origin)
    if keys:
        elsewhere = {"Scrubbed": scrub_chain(store, legs, scrubber)}
    else:
        store.retention.empty(legs)
        elsewhere = {}
        legs = store.contacts.legs(instance_id, first)
    return {
        "InitialContactId": first,
        "Contacts": [leg.contact_id for leg in legs],
        "Keys": names,
        "HistoryRows": [
            {"Key": each.name, "ChangedAt": moment_text(each.changed_ms), "Digest": each.digest}
            for each in reversed(history)
        ],
        "LastDigest": after.last_digest,
        **elsewhere,
        "Left": left_elsewhere(store, legs, scrubber),
    }


def _values_gone(found: AttributeSet, history: Sequence[PastChange], names: Sequence[str]) -> frozenset[str]:
    """The texts that were erased; the states of flags, which are attributes too, are words of ours."""
    past = {value for each in history if not each.name.startswith(MIRROR) for value in (each.old, each.new)}
    now = {found.values.get(name) for name in names if not name.startswith(MIRROR)}
    return frozenset(value for value in past | now if value)


def _names_left(found: AttributeSet, history: Sequence[PastChange], keys: frozenset[str]) -> list[str]:
    """The keys that have a value now, or had one that was not erased before."""
    emptied = {each.name for each in history if not each.is_erased}
    return sorted(emptied | {name for name in found.values if not keys or name in keys})


def _all(backend: Backend, instance_id: str) -> Iterator[Contact]:
    after = ""
    while True:
        with backend.transaction(read_only=True) as transaction:
            page = Store(transaction).contacts.page(instance_id, after, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].contact_id


def _customers(contact: Contact) -> tuple[object, object]:
    endpoint = contact.details.get("CustomerEndpoint") or {}
    return contact.details.get("CustomerId"), endpoint.get("Address")
