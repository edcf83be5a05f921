"""Changes of attributes as they are read from the history, page by page: nothing is kept for a reader."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from callslip.delivery.moment import to_millisecond
from callslip.store import Backend, Store

PAGE = 32
"""Changes in a page: each may hold two values of 32,767 characters."""


class Update(msgspec.Struct, frozen=True):
    """One attribute's change; `id` grows from change to change, `data` is what a reader is told, in JSON.

    It is empty where the change is not for the reader.
    """

    id: int
    instance_id: str
    contact_id: str
    initial_contact_id: str
    data: bytes


Sees = Callable[[Store, str, tuple[str, str], str], bool]
"""Whether a reader may see a change: of which instance, which contact and first contact of the chain, which key."""


class Feed:
    """Reads in transactions of its own. Both raise StoreError."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def last_id(self) -> int:
        """The id of the newest change, 0 where there is none."""
        with self._backend.transaction(read_only=True) as transaction:
            return Store(transaction).attributes.last_change_id

    def page(self, after: int, sees: Sees) -> Sequence[Update]:
        """The changes behind an id, the earliest first; 32 at most."""
        with self._backend.transaction(read_only=True) as transaction:
            store = Store(transaction)
            return [_update(store, row, sees) for row in store.attributes.changes_after(after, PAGE)]


def _update(store: Store, row: Any, sees: Sees) -> Update:
    contact_ids = (row["contact_id"], row["initial_contact_id"])
    seen = sees(store, row["instance_id"], contact_ids, row["name"])
    return Update(row["id"], row["instance_id"], *contact_ids, msgspec.json.encode(_told(row)) if seen else b"")


def _told(row: Any) -> dict[str, Any]:
    return {
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
