"""The history of attribute sets: read the latest change first, and emptied of values where they are erased."""

from collections.abc import Iterator, Sequence

import msgspec

from callslip.domain.attributes import AttributeSet
from callslip.domain.history import NEVER_DIGESTED, has_no_values, is_erased, values_digest
from callslip.store.backend import Row, Transaction

_PAGE = 500


class PastChange(msgspec.Struct, frozen=True):
    """One row: the change of one key. Of an erased row, and of the erasure itself, no value is left.

    `contact_id` is the contact that was named, `changed_ms` in milliseconds since 1970, `digest` None in old rows.
    """

    id: int
    previous_id: int | None
    contact_id: str
    name: str
    old: str | None
    new: str | None
    changed_ms: int
    caller: str
    through: str
    salt: str | None
    digest: str | None
    is_erased: bool


class History:
    """The histories of all attribute sets."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def page(
        self, instance_id: str, found: AttributeSet, first_id: int | None, limit: int, name: str = ""
    ) -> Sequence[PastChange]:
        """At most `limit` changes of a set, the latest first, from `first_id` back; of one key where `name` says."""
        rows = self._transaction.all(
            "history_page_of_chain",
            {
                "instance_id": instance_id,
                "initial_contact_id": found.initial_contact_id,
                "first_id": first_id,
                "name": name,
                "limit": limit,
            },
        )
        return [_past_change(row) for row in rows]

    def all(self, instance_id: str, found: AttributeSet) -> Iterator[PastChange]:
        """Every change of a set, the latest first."""
        first_id = found.last_change_id
        while first_id is not None:
            page = self.page(instance_id, found, first_id, _PAGE)
            yield from page
            first_id = page[-1].previous_id if page else None

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

    def erase(self, change: PastChange) -> None:
        """Take the values from a row, and with them the salt: their digest stays, for the row's own covers it."""
        digest = values_digest(change.salt, change.old, change.new or "") if change.salt else NEVER_DIGESTED
        self._transaction.run("history_erase", {"id": change.id, "values_digest": digest})


def _past_change(row: Row) -> PastChange:
    gone = has_no_values(row)
    return PastChange(
        id=row["id"],
        previous_id=row["previous_id"],
        contact_id=row["contact_id"],
        name=row["name"],
        old=None if gone else row["old_value"],
        new=None if gone else row["new_value"],
        changed_ms=row["changed_ms"],
        caller=row["caller"],
        through=row["through"],
        salt=row["salt"],
        digest=row["digest"],
        is_erased=is_erased(row),
    )
