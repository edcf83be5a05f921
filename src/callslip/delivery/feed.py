"""Changes of attributes as they are read from the history, page by page: nothing is kept for a reader."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from callslip.delivery.event import values_of
from callslip.delivery.moment import to_millisecond
from callslip.domain.history import has_no_values
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


class Page(msgspec.Struct, frozen=True):
    """Changes, the earliest first, 32 at most; `deleted_id` is the highest id that a deleted change had."""

    updates: Sequence[Update]
    deleted_id: int


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

    def page(self, after: int, instance_id: str, sees: Sees) -> Page:
        """The changes behind an id; `instance_id` is the one asked for, empty for all."""
        with self._backend.transaction(read_only=True) as transaction:
            store = Store(transaction)
            updates = [_update(store, row, sees) for row in store.attributes.changes_after(after, PAGE)]
            return Page(updates, store.attributes.deleted_change_id(instance_id))


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
        **values_of(row),
        **({"erased": True} if has_no_values(row) else {}),
    }
