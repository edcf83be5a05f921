"""The history of attribute sets: read update by update, and emptied of values where they are erased."""

from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from callslip.domain.attributes import AttributeSet
from callslip.domain.history import Kept, PastChange, PastUpdate
from callslip.store.backend import Row, Transaction

_PAGE = 500
_GROWTH = 4
_decode = msgspec.json.Decoder(tuple[Kept, ...]).decode
_encode = msgspec.json.Encoder().encode


class History:
    """The histories of all attribute sets.

    A row whose changes cannot be read is shown without any: `callslip check` names it.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def page(
        self, instance_id: str, found: AttributeSet, first_id: int | None, limit: int, name: str = ""
    ) -> Sequence[PastChange]:
        """At most `limit` changes of a set, the latest first, from `first_id` back; of one key where `name` says."""
        if first_id is None:
            return []
        row = self._transaction.one("history_row_of_change", {"change_id": first_id})
        changes = (
            change
            for update in self._linked(row["id"] if row else None)
            if update.owner == (instance_id, found.initial_contact_id)
            and (not name or any(kept.name == name for kept in update.changes))
            for change in reversed(update.each())
            if change.id <= first_id and name in ("", change.name)
        )
        return list(islice(changes, limit))

    def all(self, instance_id: str, found: AttributeSet) -> Iterator[PastChange]:
        """Every change of a set, the latest first."""
        for update in self.updates(instance_id, found):
            yield from reversed(update.each())

    def updates(self, instance_id: str, found: AttributeSet) -> Iterator[PastUpdate]:
        """Every update of a set, the latest first."""
        owner = (instance_id, found.initial_contact_id)
        return (update for update in self._linked(found.last_change_id) if update.owner == owner)

    def chain(self, last_change_id: int | None, limit: int) -> Sequence[PastUpdate]:
        """At most `limit` updates that are linked to the one with this id, which is the first of them."""
        return list(islice(self._linked(last_change_id), limit))

    def latest(self, last_change_id: int | None, count: int) -> Sequence[PastChange]:
        """The `count` changes of a set that end with the update that has this id, the earliest first."""
        updates: list[PastUpdate] = []
        left = count
        for update in self._linked(last_change_id) if count else ():
            updates.append(update)
            left -= len(update.changes)
            if left <= 0:
                break
        changes = [change for update in reversed(updates) for change in update.each()]
        return changes[max(0, -left) :]

    def after(self, after: int, limit: int) -> Sequence[PastChange]:
        """At most `limit` changes of any contact from the first id above `after`."""
        changes: list[PastChange] = []
        for update in self._updates_after(after):
            seen = max(0, after - (update.id - len(update.changes)))
            changes += update.each(seen, seen + limit - len(changes))
            if len(changes) == limit:
                break
        return changes

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
        """Take the values of these keys from a row, or of all keys if there are none given.

        A row that cannot be read loses all it has, for the values may be in it.
        """
        changes = [kept.erased() if not keys or kept.name in keys else kept for kept in update.changes]
        self._transaction.run("history_erase", {"id": update.id, "changes": _encode(changes).decode()})

    def _linked(self, row_id: int | None) -> Iterator[PastUpdate]:
        """The row with this id, and those it is linked to: a few first, for a row may be large."""
        size = 1
        while row_id is not None:
            rows = self._transaction.all("history_of_chain", {"last_change_id": row_id, "limit": size})
            for row in rows:
                yield _past_update(row)
            last = rows[-1]["previous_id"] if rows else None
            row_id = last if last is not None and last < row_id else None
            size = min(size * _GROWTH, _PAGE)

    def _updates_after(self, after: int) -> Iterator[PastUpdate]:
        """The rows with higher ids than this one, a few first."""
        size = 1
        while rows := self._transaction.all("history_page", {"after": after, "limit": size}):
            yield from map(_past_update, rows)
            after = rows[-1]["id"]
            size = min(size * _GROWTH, _PAGE)


def _past_update(row: Row) -> PastUpdate:
    try:
        changes = _decode(row["changes"])
    except msgspec.DecodeError:
        changes = ()
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
