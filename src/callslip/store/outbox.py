"""The outbox: what the outside has to hear of, written with the change itself; must not know who hears it."""

from collections.abc import Sequence

import msgspec

from callslip.domain.contact import Contact
from callslip.domain.transitions import DATA_UPDATED, USER_DEFINED_ATTRIBUTES, transitions
from callslip.store.backend import Row, Transaction


class Entry(msgspec.Struct, frozen=True):
    """One thing that happened to a contact.

    `sequence` counts the attribute changes of the contact's chain up to this one; the last `change_count` of them are
    this entry's own, the latest in the history row `last_change_id`.
    """

    id: int
    instance_id: str
    contact_id: str
    event_type: str
    properties: str
    at_ms: int
    sequence: int
    change_count: int
    last_change_id: int | None


class Outbox:
    """Rows in the order of their ids, which is the order of the commits. While nobody reads them, none is written."""

    __slots__ = ("_begun", "_is_read", "_last_id", "_transaction")

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._is_read: bool | None = None
        self._last_id: int | None = None
        self._begun: dict[str, int] = {}

    def is_read(self) -> bool:
        """Whether there is a destination; asked of the store once in a transaction."""
        if self._is_read is None:
            self._is_read = self._transaction.one("outbox_is_read", {}) is not None
        return self._is_read

    @property
    def last_id(self) -> int:
        """The newest entry's id, 0 where none was ever written."""
        row = self._transaction.one("outbox_last_id", {})
        return int(row["id"]) if row else 0

    def note_contact(self, before: Contact | None, after: Contact) -> None:
        """A contact began (`before` is None) or changed."""
        if not self.is_read():
            return
        for step in transitions(before, after):
            row_id = self._put(after.instance_id, after.contact_id, step.event_type, step.properties, step.at_ms)
            if before is None and step.event_type == "INITIATED":
                self._begun[after.contact_id] = row_id

    def note_first_attributes(self, contact_id: str, change_count: int, last_change_id: int | None) -> None:
        """The contact that began in this transaction has its first attributes: its INITIATED tells of them."""
        row_id = self._begun.pop(contact_id, None)
        if row_id is not None and change_count:
            changes = {"sequence": change_count, "change_count": change_count, "last_change_id": last_change_id}
            self._transaction.run("outbox_set_changes", {"id": row_id, **changes})

    def note_attributes(
        self, instance_id: str, contact_id: str, at_ms: int, sequence: int, change_count: int, last_id: int | None
    ) -> None:
        """The attributes of the contact's chain were updated through this contact."""
        if self.is_read():
            properties = (USER_DEFINED_ATTRIBUTES,)
            self._put(instance_id, contact_id, DATA_UPDATED, properties, at_ms, (sequence, change_count, last_id))

    def page(self, after: int, limit: int) -> Sequence[Entry]:
        """At most `limit` entries from the first id above `after`."""
        return [entry(row) for row in self._transaction.all("outbox_page", {"after": after, "limit": limit})]

    def prune(self) -> None:
        """Delete what every destination has."""
        self._transaction.run("outbox_prune", {})

    def _put(
        self,
        instance_id: str,
        contact_id: str,
        event_type: str,
        properties: tuple[str, ...],
        at_ms: int,
        changes: tuple[int, int, int | None] = (0, 0, None),
    ) -> int:
        row_id = (self.last_id if self._last_id is None else self._last_id) + 1
        self._last_id = row_id
        sequence, change_count, last_change_id = changes
        self._transaction.put_off(
            "outbox_put",
            {
                "id": row_id,
                "instance_id": instance_id,
                "contact_id": contact_id,
                "event_type": event_type,
                "properties": ",".join(properties),
                "at_ms": at_ms,
                "sequence": sequence,
                "change_count": change_count,
                "last_change_id": last_change_id,
            },
        )
        return row_id


def entry(row: Row) -> Entry:
    """The entry in a row of the table."""
    return Entry(**{name: row[name] for name in Entry.__struct_fields__})
