"""The history of an attribute set: what its rows tell, and the digests that chain them.

Each row's digest covers the row before it, and all of its own.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

ERASURE = "erasure"
"""Through what a change came that took an attribute away and emptied its history."""

NEVER_DIGESTED = "-"
"""In place of the digest of erased values in a row that is older than the digests."""

_DIGITS = 64
"""Of the 128 that blake2b gives: 256 bits. Cutting them off costs less than to ask for a shorter digest."""

SALT_CHARACTERS = 32
"""Of a salt: 16 bytes in hexadecimal."""

_encode = msgspec.json.Encoder().encode


class Kept(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What a row has of one change: the values and the salt of their digest, or that digest alone once they are erased.

    `old` is None for a new key. Changes that are older than the digests have neither salt nor digest.
    """

    name: str
    old: str | None
    new: str
    salt: str | None = None
    values_digest: str | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the values are gone."""
        return self.salt is None and self.values_digest is not None

    def erased(self) -> "Kept":
        """The same without its values, and without their salt: their digest stays, for the row's own covers it."""
        digest = values_digest(self.salt, self.old, self.new) if self.salt else self.values_digest or NEVER_DIGESTED
        return Kept(self.name, None, "", None, digest)


class PastChange(msgspec.Struct, frozen=True):
    """The change of one key. Of an erased one, and of the erasure itself, no value is left: both are None.

    `old` is None for a new key too; `is_erased` tells them apart. `contact_id` is the contact that was named,
    `changed_ms` in milliseconds since 1970. `digest` is that of the whole update, None in old rows.
    """

    id: int
    instance_id: str
    initial_contact_id: str
    contact_id: str
    name: str
    old: str | None
    new: str | None
    changed_ms: int
    caller: str
    through: str
    digest: str | None
    is_erased: bool


class PastUpdate(msgspec.Struct, frozen=True):
    """One row of the history: what one request, or one step of a flow, changed in one attribute set.

    The `id` is that of its last change, those before have the ids before it; `previous_id` is that of the update before
    it in the same set. `digest` is None in rows that are older than the digests.
    """

    id: int
    previous_id: int | None
    instance_id: str
    initial_contact_id: str
    contact_id: str
    changed_ms: int
    caller: str
    through: str
    changes: Sequence[Kept]
    digest: str | None

    @property
    def owner(self) -> tuple[str, str]:
        """The instance and the first contact of the chain."""
        return self.instance_id, self.initial_contact_id

    def each(self, start: int = 0, end: int | None = None) -> Sequence[PastChange]:
        """Its changes, the earliest first; or those from one place in their order to another."""
        first_id = self.id - len(self.changes) + 1 + start
        return [self._change(change_id, kept) for change_id, kept in enumerate(self.changes[start:end], first_id)]

    def _change(self, change_id: int, kept: Kept) -> PastChange:
        is_erased = kept.is_erased or self.through == ERASURE
        return PastChange(
            change_id,
            self.instance_id,
            self.initial_contact_id,
            self.contact_id,
            kept.name,
            None if is_erased else kept.old,
            None if is_erased else kept.new,
            self.changed_ms,
            self.caller,
            self.through,
            self.digest,
            is_erased,
        )


def beginning(instance_id: str, initial_contact_id: str) -> str:
    """What stands before the first row of an attribute set: a digest of whose it is, in hexadecimal."""
    return blake2b(_encode((instance_id, initial_contact_id))).hexdigest()[:_DIGITS]


def origin_text(contact_id: str, caller: str, through: str, changed_ms: int) -> str:
    """What the changes of one update have in common."""
    return _encode((contact_id, caller, through, changed_ms)).decode()


def values_digest(salt: str, old: str | None, new: str) -> str:
    """Stands for the values of one change, in hexadecimal. Once the salt is gone, nobody can try values against it."""
    before = "" if old is None else f"{len(old)}:{old}"
    return blake2b(f"{salt}{before}+{new}".encode()).hexdigest()[:_DIGITS]


def update_digest(previous: str, origin: str, names: Iterable[str], values: Iterable[str]) -> str:
    """The digest of one row, in hexadecimal; `previous` is that of the row before it, or the beginning.

    `names` and `values` are the keys it changed, which have no comma, and the digests of their values.
    """
    return blake2b(f"{previous}{''.join(values)}{origin}{','.join(names)}".encode()).hexdigest()[:_DIGITS]


def find_break(owner: tuple[str, str], updates: Iterable[PastUpdate], last_digest: str | None) -> str | None:
    """Where the chain of one attribute set does not hold, in words that name the row; None where it holds.

    `owner` is the instance's id and the first contact's; `updates` are all of the set, the earliest first;
    `last_digest` is what the set says of the last. Rows that are older than the digests may stand at the beginning
    alone.
    """
    previous = None
    for update in updates:
        if previous is None and update.digest is None and all(kept.salt is None for kept in update.changes):
            continue
        previous = _digest_of(update, previous or beginning(*owner))
        if previous is None or previous != update.digest:
            return f"history row {update.id} is not what was written: its digest does not fit"
    return None if previous == last_digest else "the last digest of the history is not the one that the attributes have"


def _digest_of(update: PastUpdate, previous: str) -> str | None:
    """The digest made anew; None where values and their digest cannot fit, or where keys could run together."""
    names = [kept.name for kept in update.changes]
    values = [_values_digest_of(kept) for kept in update.changes]
    fitting = [value for value in values if value is not None]
    if len(fitting) < len(values) or any("," in name for name in names):
        return None
    origin = origin_text(update.contact_id, update.caller, update.through, update.changed_ms)
    return update_digest(previous, origin, names, fitting)


def _values_digest_of(kept: Kept) -> str | None:
    """The digest of the values, made anew unless they are erased; None where values and digest cannot fit.

    Salts and digests have one length: with any other, a salt could take a part of a value.
    """
    if kept.salt is None:
        is_bare = kept.old is None and not kept.new and len(kept.values_digest or "") == _DIGITS
        return kept.values_digest if is_bare else None
    if kept.values_digest is not None or len(kept.salt) != SALT_CHARACTERS:
        return None
    return values_digest(kept.salt, kept.old, kept.new)
