"""Contacts: each interaction or leg by its id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import msgspec

from callslip.domain.attributes import shown
from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.store.backend import Row, Transaction
from callslip.store.outbox import Outbox

_decode = msgspec.json.decode
_encode = msgspec.json.Encoder().encode
_PAGE = 100
_COLUMNS = tuple(name for name in Contact.__struct_fields__ if name != "details")
_values: Callable[[Row], tuple[Any, ...]] = itemgetter(*_COLUMNS)
"""The columns in the order of the fields of a Contact, whose last one is `details`."""


class Contacts:
    """The contacts of all instances."""

    def __init__(self, transaction: Transaction, outbox: Outbox) -> None:
        self._transaction = transaction
        self._outbox = outbox

    def find(self, instance_id: str, contact_id: str) -> Contact | None:
        """One contact, or None."""
        row = self._transaction.one("contact_find", {"instance_id": instance_id, "contact_id": contact_id})
        return None if row is None else contact_of(row)

    def get(self, instance_id: str, contact_id: str, floor_ms: int) -> Contact:
        """One contact that began at `floor_ms` or later, or is held. Raises ResourceNotFoundException."""
        contact = self.find(instance_id, contact_id)
        if contact is None or (contact.initiated_ms < floor_ms and not self._is_held(contact)):
            raise ResourceNotFoundException(f"No contact {shown(contact_id)} in the instance {shown(instance_id)}.")
        return contact

    def put(self, contact: Contact) -> None:
        """A new contact."""
        self._transaction.run("contact_put", _parameters(contact))
        self._outbox.note_contact(None, contact)

    def update(self, contact: Contact) -> None:
        """Replace what can change of a contact: its times after initiation, what it relates to, and its details."""
        before = self.find(contact.instance_id, contact.contact_id) if self._outbox.is_read() else None
        self._transaction.run("contact_update", _parameters(contact))
        if before is not None:
            self._outbox.note_contact(before, contact)

    def count_in_chain(self, instance_id: str, initial_contact_id: str, channel: str) -> int:
        """How many contacts of one channel a chain has."""
        row = self._transaction.one(
            "contact_count_in_chain",
            {"instance_id": instance_id, "initial_contact_id": initial_contact_id, "channel": channel},
        )
        return int(row["number"]) if row else 0

    def in_chain(self, instance_id: str, initial_contact_id: str, channel: str, limit: int) -> Sequence[Contact]:
        """The contacts of one channel in a chain, the earliest first, at most `limit`."""
        return self._all(
            "contact_in_chain",
            {"instance_id": instance_id, "initial_contact_id": initial_contact_id, "channel": channel, "limit": limit},
        )

    def legs(self, instance_id: str, initial_contact_id: str) -> Sequence[Contact]:
        """Every contact of a chain, the earliest first."""
        return self._all("contact_of_chain", {"instance_id": instance_id, "initial_contact_id": initial_contact_id})

    def page(self, instance_id: str, after_contact_id: str, limit: int) -> Sequence[Contact]:
        """At most `limit` contacts of an instance in the order of their ids, from the first id above the one given."""
        return self._all(
            "contact_page", {"instance_id": instance_id, "after_contact_id": after_contact_id, "limit": limit}
        )

    def monitors(self, contact: Contact) -> Sequence[Contact]:
        """The ongoing contacts of those who listen to this one: a few at most."""
        return self._all(
            "contact_monitors",
            {
                "instance_id": contact.instance_id,
                "initial_contact_id": contact.initial_contact_id,
                "contact_id": contact.contact_id,
            },
        )

    def tree_page(
        self, instance_id: str, association_id: str, after_ms: int, after_contact_id: str, limit: int
    ) -> Sequence[Contact]:
        """Contacts of a tree, the earliest first, from the one after the time and id given."""
        return self._all(
            "contact_tree_page",
            {
                "instance_id": instance_id,
                "association_id": association_id,
                "after_ms": after_ms,
                "after_contact_id": after_contact_id,
                "limit": limit,
            },
        )

    def move_tree(self, instance_id: str, root_id: str, association_id: str) -> None:
        """Hang the tree whose first contact is `root_id` into the tree of `association_id`."""
        self._transaction.run(
            "contact_move_tree", {"instance_id": instance_id, "root_id": root_id, "association_id": association_id}
        )

    def due(self, now_ms: int, limit: int) -> Sequence[Contact]:
        """Contacts of all instances that start or expire by now, the longest due first, at most `limit`."""
        return self._all("contact_due", {"now_ms": now_ms, "limit": limit})

    def of_chain(self, instance_id: str, contact_id: str) -> Iterator[Contact]:
        """The contacts of the chain that a contact belongs to, in the order of their ids; none for an unknown one."""
        key = {"instance_id": instance_id, "contact_id": contact_id, "limit": _PAGE}
        rows: Sequence[Row] = ()
        while not rows or len(rows) == _PAGE:
            after = rows[-1]["contact_id"] if rows else ""
            rows = self._transaction.all("contact_page_of_chain", {**key, "after": after})
            yield from map(contact_of, rows)
            if not rows:
                return

    def delete_of_instance(self, instance_id: str) -> None:
        """Every contact of the instance."""
        self._transaction.run("contact_delete_of_instance", {"instance_id": instance_id})

    def _is_held(self, contact: Contact) -> bool:
        key = {"instance_id": contact.instance_id, "initial_contact_id": contact.initial_contact_id}
        return self._transaction.one("hold_find_active", key) is not None

    def _all(self, query: str, parameters: Mapping[str, object]) -> Sequence[Contact]:
        return [contact_of(row) for row in self._transaction.all(query, parameters)]


def contact_of(row: Row) -> Contact:
    """A contact from a row with all columns of the table."""
    return Contact(*(*_values(row), _decode(row["details"])))


def _parameters(contact: Contact) -> dict[str, object]:
    parameters: dict[str, object] = {name: getattr(contact, name) for name in _COLUMNS}
    parameters["due_ms"] = contact.due_ms
    parameters["details"] = _encode(contact.details).decode()
    return parameters | _searched(contact.details)


def _searched(details: Mapping[str, Any]) -> dict[str, object]:
    """What searches ask for, in columns of its own."""
    queue, agent = details.get("QueueInfo", {}), details.get("AgentInfo", {})
    return {
        "queue_id": queue.get("Id"),
        "agent_id": agent.get("Id"),
        "enqueued_ms": queue.get("EnqueueTimestamp"),
        "agent_connected_ms": agent.get("ConnectedToAgentTimestamp"),
    }
