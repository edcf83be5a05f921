"""Changes of attributes as they are read from the history, page by page: nothing is kept for a reader."""

from collections.abc import Sequence
from typing import Any

import msgspec

from callslip.delivery.moment import to_millisecond
from callslip.store import Backend, Store

PAGE = 32
"""Changes in a page: each may hold two values of 32,767 characters."""


class Update(msgspec.Struct, frozen=True):
    """One attribute's change; `id` grows from change to change, `data` is what a reader is told, in JSON."""

    id: int
    instance_id: str
    contact_id: str
    initial_contact_id: str
    data: bytes


class Feed:
    """Reads in transactions of its own. Both raise StoreError."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def last_id(self) -> int:
        """The id of the newest change, 0 where there is none."""
        with self._backend.transaction(read_only=True) as transaction:
            return Store(transaction).attributes.last_change_id

    def page(self, after: int) -> Sequence[Update]:
        """The changes behind an id, the earliest first; 32 at most."""
        with self._backend.transaction(read_only=True) as transaction:
            return [_update(row) for row in Store(transaction).attributes.changes_after(after, PAGE)]


def _update(row: Any) -> Update:
    data = {
        "instanceId": row["instance_id"],
        "contactId": row["contact_id"],
        "initialContactId": row["initial_contact_id"],
        "time": to_millisecond(row["changed_ms"]),
        "caller": row["caller"],
        "through": row["through"],
        "name": row["name"],
        "old": row["old_value"],
        "new": row["new_value"],
    }
    return Update(
        row["id"], row["instance_id"], row["contact_id"], row["initial_contact_id"], msgspec.json.encode(data)
    )
