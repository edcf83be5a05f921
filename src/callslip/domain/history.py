"""The digests that chain the history of one attribute set: each row covers the row before it, and all of its own."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

ERASURE = "erasure"
"""Through what a change came that took an attribute away and emptied its history."""

NEVER_DIGESTED = "-"
"""In place of the digest of erased values in a row that is older than the digests."""

_DIGITS = 64
"""Of the 128 that blake2b gives: 256 bits. Cutting them off costs less than to ask for a shorter digest."""

_encode = msgspec.json.Encoder().encode


class HistoryRow(Protocol):
    """A row of the history, read by column name."""

    def __getitem__(self, column: str, /) -> Any:
        """The value of a column."""
        ...


def beginning(instance_id: str, initial_contact_id: str) -> str:
    """What stands before the first row of an attribute set: a digest of whose it is, in hexadecimal."""
    return blake2b(_encode((instance_id, initial_contact_id))).hexdigest()[:_DIGITS]


def origin_text(contact_id: str, caller: str, through: str, changed_ms: int) -> str:
    """What the rows of one update have in common."""
    return _encode((contact_id, caller, through, changed_ms)).decode()


def values_digest(salt: str, old: str | None, new: str) -> str:
    """Stands for the values of one row, in hexadecimal. Once the salt is gone, nobody can try values against it."""
    before = "" if old is None else f"{len(old)}:{old}"
    return blake2b(f"{salt}{before}+{new}".encode()).hexdigest()[:_DIGITS]


def row_digest(previous: str, origin: str, name: str, values: str) -> str:
    """The digest of one row, in hexadecimal; `previous` is that of the row before it, or the beginning."""
    return blake2b(f"{previous}{values}{origin}{name}".encode()).hexdigest()[:_DIGITS]


def is_erased(row: HistoryRow) -> bool:
    """Whether the row's values are gone; rows older than the digests are not erased."""
    return row["salt"] is None and row["values_digest"] is not None


def has_no_values(row: HistoryRow) -> bool:
    """Whether the row tells of no values: they are gone, or it is itself what took an attribute away."""
    return row["through"] == ERASURE or is_erased(row)


def values_digest_of(row: HistoryRow) -> str | None:
    """The digest of the row's values, made anew unless they are erased; None where row and digest cannot fit."""
    if row["salt"] is None:
        return None if row["old_value"] is not None or row["new_value"] else row["values_digest"]
    if row["values_digest"] is not None:
        return None
    return values_digest(row["salt"], row["old_value"], row["new_value"])


def find_break(owner: tuple[str, str], rows: Iterable[HistoryRow], last_digest: str | None) -> str | None:
    """Where the chain of one attribute set does not hold, in words that name the row; None where it holds.

    `owner` is the instance's id and the first contact's; `rows` are all of the set, the earliest first; `last_digest`
    is what the set says of the last. Rows that are older than the digests may stand at the beginning alone.
    """
    previous = None
    for row in rows:
        if previous is None and row["digest"] is None and row["salt"] is None:
            continue
        values = values_digest_of(row)
        origin = origin_text(row["contact_id"], row["caller"], row["through"], row["changed_ms"])
        previous = values and row_digest(previous or beginning(*owner), origin, row["name"], values)
        if previous is None or previous != row["digest"]:
            return f"history row {row['id']} is not what was written: its digest does not fit"
    return None if previous == last_digest else "the last digest of the history is not the one that the attributes have"
