"""Changes of attributes as they are read from the history, page by page: nothing is kept for a reader."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from callslip.delivery.moment import to_millisecond
from callslip.domain.history import PastChange
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
            updates = [_update(store, change, sees) for change in store.history.after(after, PAGE)]
            return Page(updates, store.attributes.deleted_change_id(instance_id))


def _update(store: Store, change: PastChange, sees: Sees) -> Update:
    contact_ids = (change.contact_id, change.initial_contact_id)
    seen = sees(store, change.instance_id, contact_ids, change.name)
    return Update(change.id, change.instance_id, *contact_ids, msgspec.json.encode(_told(change)) if seen else b"")


def _told(change: PastChange) -> dict[str, Any]:
    return {
        "instanceId": change.instance_id,
        "contactId": change.contact_id,
        "initialContactId": change.initial_contact_id,
        "time": to_millisecond(change.changed_ms),
        "caller": change.caller,
        "through": change.through,
        "name": change.name,
        "old": change.old,
        "new": change.new,
        **({"erased": True} if change.is_erased else {}),
    }
