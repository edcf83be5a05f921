"""Legal holds: what a contact's whole chain is kept for, however old it is."""

from collections.abc import Iterator
from typing import Any

import msgspec

from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.store.backend import Row, Transaction

_PAGE = 500


class Hold(msgspec.Struct, frozen=True):
    """A hold by one author for one reason; times in milliseconds since 1970, `released_ms` None while it lasts."""

    instance_id: str
    initial_contact_id: str
    hold_id: str
    contact_id: str
    reason: str
    author: str
    placed_ms: int
    released_ms: int | None = None
    released_by: str | None = None


class Holds:
    """The holds of all instances. A contact may have several: the last one released lets it go."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def place(self, contact: Contact, hold_id: str, reason: str, author: str, now_ms: int) -> Hold:
        """Hold the chain of a contact."""
        hold = Hold(
            contact.instance_id, contact.initial_contact_id, hold_id, contact.contact_id, reason, author, now_ms
        )
        self._transaction.run("hold_put", msgspec.structs.asdict(hold))
        return hold

    def find(self, instance_id: str, initial_contact_id: str) -> Hold | None:
        """The earliest hold that keeps a chain, or None."""
        key = {"instance_id": instance_id, "initial_contact_id": initial_contact_id}
        row = self._transaction.one("hold_find_active", key)
        return None if row is None else _hold(row)

    def all(self, instance_id: str) -> Iterator[Hold]:
        """The holds of an instance, released ones too, by contact."""
        after = {"after_contact_id": "", "after_hold_id": ""}
        query: dict[str, Any] = {"instance_id": instance_id, "limit": _PAGE}
        while rows := self._transaction.all("hold_page", {**query, **after}):
            yield from map(_hold, rows)
            after = {"after_contact_id": rows[-1]["initial_contact_id"], "after_hold_id": rows[-1]["hold_id"]}

    def count(self, instance_id: str) -> int:
        """How many holds of the instance are in force."""
        row = self._transaction.one("hold_count_active", {"instance_id": instance_id})
        return int(row["number"]) if row else 0

    def release(self, instance_id: str, hold_id: str, author: str, now_ms: int) -> None:
        """End a hold; it stays listed as long as the contact is kept. Raises ResourceNotFoundException."""
        values = {"instance_id": instance_id, "hold_id": hold_id, "released_ms": now_ms, "released_by": author}
        if not self._transaction.run("hold_release", values):
            raise ResourceNotFoundException(f"No hold {hold_id!a} is in force in the instance {instance_id!a}.")

    def delete_of_instance(self, instance_id: str) -> None:
        """Every hold of the instance."""
        self._transaction.run("hold_delete_of_instance", {"instance_id": instance_id})


def _hold(row: Row) -> Hold:
    return Hold(**{name: row[name] for name in Hold.__struct_fields__})
