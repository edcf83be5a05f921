"""The attributes of contact chains: one document each, and a history row for every changed key."""

from collections.abc import Mapping

import msgspec

from callslip.domain.attributes import AttributeSet, Change, Origin, merge
from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.store.backend import Transaction

_decode = msgspec.json.Decoder(dict[str, str]).decode
_encode = msgspec.json.Encoder().encode


class Attributes:
    """Attribute sets, found through any contact of their chain."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._last_id: int | None = None

    def get(self, instance_id: str, contact_id: str) -> AttributeSet:
        """The set of the chain that the contact belongs to. Raises ResourceNotFoundException.

        The first contact, which the API asks for, is found at once; any other through the contacts.
        """
        key = {"instance_id": instance_id, "contact_id": contact_id}
        row = self._transaction.one("attributes_of_first_contact", key)
        if row is None:
            row = self._transaction.one("attributes_of_contact", key)
        if row is None:
            raise ResourceNotFoundException("No such contact in the instance, or no such instance.")
        return AttributeSet(
            initial_contact_id=row["initial_contact_id"],
            initiated_ms=row["initiated_ms"],
            contact_initiated_ms=row["contact_initiated_ms"],
            updated_ms=row["updated_ms"],
            byte_count=row["byte_count"],
            change_count=row["change_count"],
            last_change_id=row["last_change_id"],
            values=_decode(row["document"]),
        )

    def create(
        self, contact: Contact, given: Mapping[str, str], origin: Origin, copied: Mapping[str, str] | None = None
    ) -> None:
        """The set of a chain that begins with `contact`: what is copied from another chain, under what is given.

        Raises InvalidParameterException as `merge` does.
        """
        empty = AttributeSet(
            contact.contact_id,
            contact.initiated_ms,
            contact.initiated_ms,
            origin.at_ms,
            byte_count=0,
            change_count=0,
            last_change_id=None,
            values={},
        )
        after, changes = merge(empty, given, origin, copied or {})
        last_id = self._record(contact.instance_id, contact.contact_id, empty, changes, origin)
        columns = _columns(contact.instance_id, after, last_id)
        self._transaction.run("attributes_put", {**columns, "initiated_ms": after.initiated_ms})

    def update(
        self, instance_id: str, contact_id: str, before: AttributeSet, given: Mapping[str, str], origin: Origin
    ) -> None:
        """Merge `given` into the set; `contact_id` is the leg that was named. Raises as `merge` does."""
        after, changes = merge(before, given, origin)
        last_id = self._record(instance_id, contact_id, before, changes, origin)
        self._transaction.run("attributes_update", _columns(instance_id, after, last_id))

    def delete_of_instance(self, instance_id: str) -> None:
        """Every set and its history."""
        self._transaction.run("history_delete_of_instance", {"instance_id": instance_id})
        self._transaction.run("attributes_delete_of_instance", {"instance_id": instance_id})

    def _record(
        self, instance_id: str, contact_id: str, before: AttributeSet, changes: list[Change], origin: Origin
    ) -> int | None:
        """Append the history of changes, each linked to the one before it; the id of the last."""
        last_id = before.last_change_id
        rows = []
        for change in changes:
            row_id = self._next_id()
            rows.append(
                {
                    "id": row_id,
                    "previous_id": last_id,
                    "instance_id": instance_id,
                    "initial_contact_id": before.initial_contact_id,
                    "contact_id": contact_id,
                    "name": change.name,
                    "old_value": change.old,
                    "new_value": change.new,
                    "changed_ms": origin.at_ms,
                    "caller": origin.caller_arn,
                    "through": origin.through,
                }
            )
            last_id = row_id
        self._transaction.many("history_put", rows)
        return last_id

    def _next_id(self) -> int:
        """Asked of the store once in a transaction, then counted: nobody else writes meanwhile."""
        if self._last_id is None:
            row = self._transaction.one("history_last_id", {})
            self._last_id = row["id"] if row else 0
        self._last_id += 1
        return self._last_id


def _columns(instance_id: str, attributes: AttributeSet, last_change_id: int | None) -> dict[str, object]:
    return {
        "instance_id": instance_id,
        "initial_contact_id": attributes.initial_contact_id,
        "updated_ms": attributes.updated_ms,
        "byte_count": attributes.byte_count,
        "change_count": attributes.change_count,
        "last_change_id": last_change_id,
        "document": _encode(attributes.values).decode(),
    }
