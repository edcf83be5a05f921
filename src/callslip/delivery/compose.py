"""Makes the messages of an outbox entry from what the store holds now; must not know where they go."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from callslip.delivery.event import change_list, contact_event
from callslip.delivery.message import Kind, Message
from callslip.delivery.record import Names, contact_record
from callslip.domain.arn import ArnMaker
from callslip.domain.attributes import AttributeSet
from callslip.domain.contact import Contact
from callslip.domain.history import PastChange
from callslip.domain.kinds import QUEUE, USER
from callslip.domain.transitions import DATA_UPDATED, USER_DEFINED_ATTRIBUTES
from callslip.store import Store
from callslip.store.outbox import Entry

_NEAR_MAX = 1_024


class Composer:
    """Contact events for every entry, contact records for those that end a contact or change one that has ended.

    Without `with_values` an event names the attributes that changed and not their values.
    """

    def __init__(self, arns: ArnMaker, *, with_values: bool) -> None:
        self._arns = arns
        self._with_values = with_values

    def compose(self, store: Store, entries: Sequence[Entry]) -> Iterator[list[Message]]:
        """The messages of each entry: the event, then the records; none for a contact that is gone meanwhile."""
        near = _changes_near(store, entries)
        for entry in entries:
            yield self._messages(store, entry, near)

    def _messages(self, store: Store, entry: Entry, near: Mapping[int, PastChange]) -> list[Message]:
        chain = list(store.contacts.of_chain(entry.instance_id, entry.contact_id))
        contact = next((leg for leg in chain if leg.contact_id == entry.contact_id), None)
        if contact is None:
            return []
        changes = _changes_of(store, entry, contact, near)
        return [self._event(entry, contact, changes), *self._records(store, entry, contact, chain)]

    def _event(self, entry: Entry, contact: Contact, changes: Sequence[PastChange]) -> Message:
        message_id = _message_id(entry, "contact-event", contact.contact_id)
        extension = self._extension(entry, contact, changes, message_id)
        body = contact_event(message_id, entry, contact, extension, self._arns)
        return Message(message_id, "contact-event", contact.contact_id, entry.at_ms, msgspec.json.encode(body))

    def _extension(
        self, entry: Entry, contact: Contact, changes: Sequence[PastChange], message_id: str
    ) -> dict[str, Any]:
        extension: dict[str, Any] = {"id": message_id, "position": entry.id, "attributesOf": contact.initial_contact_id}
        if entry.sequence:
            extension["sequence"] = entry.sequence
            extension["changes"] = change_list(entry, changes, with_values=self._with_values)
            if changes:
                extension |= {"caller": changes[0].caller, "through": changes[0].through}
        return extension

    def _records(self, store: Store, entry: Entry, contact: Contact, chain: list[Contact]) -> list[Message]:
        """An update of attributes reaches every contact of the chain, so each that has ended has its record again."""
        if entry.event_type not in (DATA_UPDATED, "DISCONNECTED"):
            return []
        shared = USER_DEFINED_ATTRIBUTES in entry.properties.split(",")
        told = [leg for leg in chain if (shared or leg == contact) and leg.disconnected_ms is not None]
        if not told:
            return []
        attributes = store.attributes.get(contact.instance_id, contact.initial_contact_id)
        return [self._record(entry, leg, chain, attributes, _names(store, leg)) for leg in told]

    def _record(
        self, entry: Entry, leg: Contact, chain: list[Contact], attributes: AttributeSet, names: Names
    ) -> Message:
        body = contact_record(leg, chain, attributes, names, self._arns)
        message_id = _message_id(entry, "contact-record", leg.contact_id)
        return Message(message_id, "contact-record", leg.contact_id, entry.at_ms, body)


def _names(store: Store, contact: Contact) -> Names:
    """The names of the contact's queue and user, where they are stored."""
    found = {}
    for member, kind in (("QueueInfo", QUEUE), ("AgentInfo", USER)):
        resource_id = (contact.details.get(member) or {}).get("Id")
        resource = store.resources.find(contact.instance_id, kind, resource_id) if resource_id else None
        if resource is not None:
            found[member] = resource.name
    return found


def _changes_near(store: Store, entries: Sequence[Entry]) -> dict[int, PastChange]:
    """Changes around those of the entries, by id, in a few queries for all: the two are written side by side."""
    told = [entry for entry in entries if entry.last_change_id is not None and entry.change_count]
    if not told:
        return {}
    first = min((entry.last_change_id or 0) - entry.change_count for entry in told)
    count = min(sum(entry.change_count for entry in told), _NEAR_MAX)
    return {change.id: change for change in store.history.after(first, count)}


def _changes_of(store: Store, entry: Entry, contact: Contact, near: Mapping[int, PastChange]) -> Sequence[PastChange]:
    """The changes of an entry, which were written one behind the other; else by the links between them."""
    last = entry.last_change_id or 0
    changes = [near[number] for number in range(last - entry.change_count + 1, last + 1) if number in near]
    owner = (contact.instance_id, contact.initial_contact_id)
    if len(changes) == entry.change_count and all(
        (change.instance_id, change.initial_contact_id) == owner for change in changes
    ):
        return changes
    return store.history.latest(entry.last_change_id, entry.change_count)


def _message_id(entry: Entry, kind: Kind, contact_id: str) -> str:
    """The same for the same occasion, so that who gets a message twice can tell."""
    text = f"{entry.instance_id}/{contact_id}/{entry.id}/{entry.at_ms}/{kind}"
    found = blake2b(text.encode(), digest_size=16).hexdigest()
    return f"{found[:8]}-{found[8:12]}-4{found[13:16]}-8{found[17:20]}-{found[20:]}"
