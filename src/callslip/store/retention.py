"""What is past its retention, and how it leaves the store: contacts one by one, a chain's attributes with its last."""

from collections.abc import Iterator, Sequence

import msgspec

from callslip.domain.contact import Contact
from callslip.store.attribute_index import AttributeIndex
from callslip.store.attributes import Attributes
from callslip.store.backend import Transaction
from callslip.store.contacts import Contacts

EMPTIED = '{"SegmentAttributes":{}}'
"""The details of a contact of which only ids, channel and times are kept."""

OF_CHAIN = ("flag_delete_of_chain", "hold_delete_of_chain")
"""Deletes what other tables have of a chain, by `instance_id` and `initial_contact_id`: every such table is named."""

OF_CONTACT = (
    "flow_invocation_delete_of_contact",
    "flow_run_event_delete_of_contact",
    "flow_run_delete_of_contact",
)
"""Deletes what other tables have of one contact, by `instance_id` and `contact_id`: every such table is named."""


class RetentionRule(msgspec.Struct, frozen=True):
    """Months that contacts of an instance are kept, 0 for ever; who set them, and when (milliseconds since 1970)."""

    instance_id: str
    months: int
    author: str
    set_ms: int


class Leaving(msgspec.Struct, frozen=True):
    """What leaves together: a chain with all its contacts, or one contact of a chain that goes on.

    Equal before and after only if nothing of it changed meanwhile.
    """

    instance_id: str
    initial_contact_id: str
    contacts: tuple[tuple[str, int], ...]
    ends_chain: bool
    last_change_id: int | None


class Retention:
    """The rules of instances, and what they let go."""

    def __init__(
        self, transaction: Transaction, attributes: Attributes, contacts: Contacts, index: AttributeIndex
    ) -> None:
        self._transaction = transaction
        self._attributes = attributes
        self._contacts = contacts
        self._index = index
        self._months: dict[str, int | None] = {}

    def months_of(self, instance_id: str) -> int | None:
        """The instance's own months, 0 for ever; None where the setting counts. Asked once in a transaction."""
        if instance_id not in self._months:
            row = self._transaction.one("retention_rule_find", {"instance_id": instance_id})
            self._months[instance_id] = None if row is None else row["months"]
        return self._months[instance_id]

    def rules(self) -> Sequence[RetentionRule]:
        """The instances that have a rule of their own."""
        rows = self._transaction.all("retention_rule_all", {})
        return [RetentionRule(row["instance_id"], row["months"], row["author"], row["set_ms"]) for row in rows]

    def put_rule(self, rule: RetentionRule) -> None:
        """From now on the instance has this rule."""
        self._months.clear()
        self._transaction.run("retention_rule_put", msgspec.structs.asdict(rule))

    def delete_rule(self, instance_id: str) -> None:
        """From now on the server's setting counts for the instance."""
        self._months.clear()
        self._transaction.run("retention_rule_delete", {"instance_id": instance_id})

    def expired(self, instance_id: str, floor_ms: int, limit: int) -> Iterator[tuple[str, str, int, bool]]:
        """Contacts that began before `floor_ms` and that no hold keeps, the earliest first, at most `limit`.

        Each with its first contact, its time of initiation, and whether no contact of its chain is within retention.
        The emptied first contact of a chain that goes on is not among them.
        """
        rows = self._transaction.all(
            "retention_expired",
            {
                "instance_id": instance_id,
                "floor_ms": floor_ms,
                "after_ms": -1,
                "after_contact_id": "",
                "emptied": EMPTIED,
                "limit": limit,
            },
        )
        for row in rows:
            yield row["contact_id"], row["initial_contact_id"], row["initiated_ms"], bool(row["ends_chain"])

    def leaving(self, instance_id: str, floor_ms: int, limit: int) -> Sequence[Leaving]:
        """What the next `limit` expired contacts take along, in the order in which it began."""
        found: dict[str, Leaving] = {}
        for contact_id, initial_contact_id, _, ends_chain in self.expired(instance_id, floor_ms, limit):
            key = initial_contact_id if ends_chain else f"{initial_contact_id}\0{contact_id}"
            if key not in found:
                found[key] = self._unit(instance_id, initial_contact_id, None if ends_chain else contact_id)
        return list(found.values())

    def held(self, instance_id: str, floor_ms: int) -> int:
        """How many contacts began before `floor_ms` and are held."""
        row = self._transaction.one("retention_held", {"instance_id": instance_id, "floor_ms": floor_ms})
        return int(row["number"]) if row else 0

    def remove(self, leaving: Leaving) -> None:
        """Delete what leaves, with all that belongs to it in any table."""
        going = {contact_id for contact_id, _ in leaving.contacts}
        values = self._attributes.get(leaving.instance_id, leaving.initial_contact_id).values
        for each in self._contacts.legs(leaving.instance_id, leaving.initial_contact_id):
            if each.contact_id in going:
                self._index.remove(each, values)
        if leaving.ends_chain:
            chain = {"instance_id": leaving.instance_id, "initial_contact_id": leaving.initial_contact_id}
            self._run_all(OF_CHAIN, chain)
            self._attributes.delete(leaving.instance_id, leaving.initial_contact_id, leaving.last_change_id)
        for contact_id, _ in leaving.contacts:
            contact = {"instance_id": leaving.instance_id, "contact_id": contact_id}
            self._run_all(OF_CONTACT, contact)
            anchors = contact_id == leaving.initial_contact_id and not leaving.ends_chain
            if anchors:
                self._transaction.run("retention_empty_contact", {**contact, "emptied": EMPTIED})
            else:
                self._transaction.run("retention_delete_contact", contact)

    def empty(self, chain: Sequence[Contact]) -> None:
        """Keep of the contacts of one chain no more than ids, channel and times."""
        instance_id, initial_contact_id = chain[0].instance_id, chain[0].initial_contact_id
        self._run_all(OF_CHAIN, {"instance_id": instance_id, "initial_contact_id": initial_contact_id})
        for contact in chain:
            key = {"instance_id": instance_id, "contact_id": contact.contact_id}
            self._run_all(OF_CONTACT, key)
            self._transaction.run("retention_empty_contact", {**key, "emptied": EMPTIED})

    def delete_of_instance(self, instance_id: str) -> None:
        """The rule of the instance."""
        self._transaction.run("retention_rule_delete_of_instance", {"instance_id": instance_id})

    def _unit(self, instance_id: str, initial_contact_id: str, contact_id: str | None) -> Leaving:
        """A whole chain, or the one contact that is named."""
        contacts = self._contacts.legs(instance_id, initial_contact_id)
        chosen = tuple((each.contact_id, each.updated_ms) for each in contacts if contact_id in (None, each.contact_id))
        last = self._attributes.get(instance_id, initial_contact_id).last_change_id
        return Leaving(instance_id, initial_contact_id, chosen, contact_id is None, last)

    def _run_all(self, names: tuple[str, ...], parameters: dict[str, str]) -> None:
        for name in names:
            self._transaction.run(name, parameters)
