"""The history of attribute sets: read update by update, and emptied of values where they are erased."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from callslip.domain.attributes import AttributeSet
from callslip.domain.history import Kept, PastChange, PastUpdate
from callslip.store.backend import Row, StoreError, Transaction

_PAGE = 500
_decode = msgspec.json.Decoder(tuple[Kept, ...]).decode
_encode = msgspec.json.Encoder().encode


class History:
    """The histories of all attribute sets. Reading raises StoreError for a row that cannot be read."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def page(
        self, instance_id: str, found: AttributeSet, first_id: int | None, limit: int, name: str = ""
    ) -> Sequence[PastChange]:
        """At most `limit` changes of a set, the latest first, from `first_id` back; of one key where `name` says."""
        changes = (
            change
            for update in self._updates(instance_id, found, first_id, min(limit, _PAGE))
            for change in reversed(update.each())
            if change.id <= (first_id or 0) and name in ("", change.name)
        )
        return list(islice(changes, limit))

    def all(self, instance_id: str, found: AttributeSet) -> Iterator[PastChange]:
        """Every change of a set, the latest first."""
        for update in self.updates(instance_id, found):
            yield from reversed(update.each())

    def updates(self, instance_id: str, found: AttributeSet) -> Iterator[PastUpdate]:
        """Every update of a set, the latest first."""
        return self._updates(instance_id, found, found.last_change_id, _PAGE)

    def chain(self, last_change_id: int | None, limit: int) -> Sequence[PastUpdate]:
        """At most `limit` updates that are linked to the one with this id, which is the first of them."""
        rows = self._transaction.all("history_of_chain", {"last_change_id": last_change_id, "limit": limit})
        return [_past_update(row) for row in rows]

    def latest(self, last_change_id: int | None, count: int) -> Sequence[PastChange]:
        """The `count` changes of a set that end with the update that has this id, the earliest first."""
        updates = self.chain(last_change_id, count)[::-1]
        changes = [change for update in updates for change in update.each()]
        return changes[max(0, len(changes) - count) :]

    def after(self, after: int, limit: int) -> Sequence[PastChange]:
        """At most `limit` changes of any contact from the first id above `after`."""
        rows = self._transaction.all("history_page", {"after": after, "limit": limit})
        changes = (change for row in rows for change in _past_update(row).each() if change.id > after)
        return list(islice(changes, limit))

    def heads(self) -> Iterator[tuple[str, str, int, str]]:
        """Instance, first contact, id and digest of the last row of every set that has a digest, in that order."""
        last = {"instance_id": "", "initial_contact_id": ""}
        while rows := self._transaction.all("history_head_page", {**last, "limit": _PAGE}):
            for row in rows:
                yield row["instance_id"], row["initial_contact_id"], row["last_change_id"], row["last_digest"]
            last = {name: rows[-1][name] for name in last}

    def digest_at(self, row_id: int) -> tuple[str, str, str | None] | None:
        """Instance, first contact and digest of one row, or None."""
        row = self._transaction.one("history_digest_at", {"id": row_id})
        return None if row is None else (row["instance_id"], row["initial_contact_id"], row["digest"])

    def has(self, instance_id: str, initial_contact_id: str) -> bool:
        """Whether there is a set, and so a history."""
        key = {"instance_id": instance_id, "initial_contact_id": initial_contact_id}
        return self._transaction.one("history_has", key) is not None

    def erase(self, update: PastUpdate, keys: frozenset[str]) -> None:
        """Take the values of these keys from a row, or of all keys if there are none given."""
        changes = [kept.erased() if not keys or kept.name in keys else kept for kept in update.changes]
        self._transaction.run("history_erase", {"id": update.id, "changes": _encode(changes).decode()})

    def _updates(self, instance_id: str, found: AttributeSet, first_id: int | None, limit: int) -> Iterator[PastUpdate]:
        """From the one that has the change `first_id`, back to the first; read so many at a time."""
        owner = {"instance_id": instance_id, "initial_contact_id": found.initial_contact_id}
        while first_id is not None:
            rows = self._transaction.all("history_page_of_chain", {**owner, "first_id": first_id, "limit": limit})
            yield from map(_past_update, rows)
            first_id = rows[-1]["previous_id"] if rows else None


def _past_update(row: Row) -> PastUpdate:
    try:
        changes = _decode(row["changes"])
    except msgspec.DecodeError as error:
        raise StoreError(f"history row {row['id']} cannot be read") from error
    return PastUpdate(
        id=row["id"],
        previous_id=row["previous_id"],
        instance_id=row["instance_id"],
        initial_contact_id=row["initial_contact_id"],
        contact_id=row["contact_id"],
        changed_ms=row["changed_ms"],
        caller=row["caller"],
        through=row["through"],
        changes=changes,
        digest=row["digest"],
    )
