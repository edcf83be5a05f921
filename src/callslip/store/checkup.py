"""Looks at everything kept and says what does not fit together: sizes, counts, orphans."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from callslip.domain.attributes import BYTES_MAX, size_of
from callslip.domain.history import ERASURE, PastUpdate, find_break
from callslip.store.backend import Backend, Row, Transaction
from callslip.store.history import History

_PAGE = 500
_SHOWN_MAX = 100
_decode = msgspec.json.Decoder(dict[str, str]).decode

_ORPHANS = (
    ("attributes_orphan_contacts", "contact_id", "contact {} of instance {} has no attribute set"),
    ("attributes_orphans", "initial_contact_id", "the attributes of contact {} of instance {} have no contact"),
)


def find_problems(backend: Backend) -> list[str]:
    """At most a hundred sentences, ids named and values never; every attribute set is read. Raises StoreError."""
    problems: list[str] = []
    with backend.transaction(read_only=True) as transaction:
        for query, column, sentence in _ORPHANS:
            rows = transaction.all(query, {"limit": _SHOWN_MAX})
            problems += [sentence.format(row[column], row["instance_id"]) for row in rows]
        _check_sets(transaction, problems)
    return problems[:_SHOWN_MAX]


def _check_sets(transaction: Transaction, problems: list[str]) -> None:
    last = {"instance_id": "", "initial_contact_id": ""}
    linked = 0
    while rows := transaction.all("attributes_page", {**last, "limit": _PAGE}):
        for row in rows:
            count, found = _look_at(transaction, row)
            linked += count
            problems.extend(found)
        last = {name: rows[-1][name] for name in last}
        if len(problems) > _SHOWN_MAX:
            return
    there = transaction.one("history_total", {})
    if there and linked != there["number"]:
        problems.append(f"there are {there['number']} history rows, from the attribute sets {linked} are found")


def _look_at(transaction: Transaction, row: Row) -> tuple[int, list[str]]:
    """How many history rows a set has, and what is wrong with it."""
    name = f"contact {row['initial_contact_id']} of instance {row['instance_id']}"
    history = History(transaction).chain(row["last_change_id"], row["change_count"] + 1)
    return len(history), [f"{name}: {problem}" for problem in _problems_of(row, history[::-1])]


def _problems_of(row: Row, history: Sequence[PastUpdate]) -> Iterator[str]:
    try:
        values = _decode(row["document"])
    except msgspec.DecodeError:
        yield "the attributes cannot be read"
        return
    size = size_of(values)
    if size != row["byte_count"]:
        yield f"attributes have {size} bytes, the count says {row['byte_count']}"
    if size > BYTES_MAX:
        yield f"attributes have {size} bytes, more than {BYTES_MAX}"
    problem = _problem_of_history(row, history, values)
    if problem:
        yield problem


def _problem_of_history(row: Row, history: Sequence[PastUpdate], values: Mapping[str, str]) -> str | None:
    """The history of a set is linked, chained by digests, and leads, change by change, to what the set is now."""
    for update in history:
        if not update.changes:
            return f"history row {update.id} cannot be read"
        if update.id - len(update.changes) < (update.previous_id or 0):
            return f"history row {update.id} has more changes than ids"
    changes = sum(len(update.changes) for update in history)
    if changes != row["change_count"]:
        return f"{changes} changes are linked, the count says {row['change_count']}"
    owner = (row["instance_id"], row["initial_contact_id"])
    if any(update.owner != owner for update in history):
        return "the history has rows of another contact"
    return find_break(owner, history, row["last_digest"]) or _discontinuity(history, values)


def _discontinuity(history: Sequence[PastUpdate], values: Mapping[str, str]) -> str | None:
    """Where the changes, the earliest first, do not lead to the values; what was erased may have been anything."""
    unknown = object()
    replayed: dict[str, object] = {}
    for update in history:
        for kept in update.changes:
            if update.through == ERASURE:
                replayed.pop(kept.name, None)
            elif kept.is_erased:
                replayed[kept.name] = unknown
            elif replayed.get(kept.name) not in (kept.old, unknown):
                return f"history row {update.id} does not continue the one before it"
            else:
                replayed[kept.name] = kept.new
    return None if replayed == values else "the attributes are not what the history leads to"
