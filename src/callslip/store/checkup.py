"""Looks at everything kept and says what does not fit together: sizes, counts, orphans."""

from collections.abc import Mapping, Sequence

import msgspec

from callslip.domain.attributes import BYTES_MAX, size_of
from callslip.domain.history import ERASURE, find_break, is_erased
from callslip.store.backend import Backend, Row, Transaction

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
        _check_total(transaction, problems)
    return problems[:_SHOWN_MAX]


def _check_sets(transaction: Transaction, problems: list[str]) -> None:
    last = {"instance_id": "", "initial_contact_id": ""}
    while rows := transaction.all("attributes_page", {**last, "limit": _PAGE}):
        for row in rows:
            problems.extend(_problems_of(transaction, row))
        last = {name: rows[-1][name] for name in last}
        if len(problems) > _SHOWN_MAX:
            return


def _check_total(transaction: Transaction, problems: list[str]) -> None:
    """Every history row belongs to a set: those found from the sets are all there are."""
    counted, there = (transaction.one(query, {}) for query in ("attributes_change_total", "history_total"))
    if counted and there and counted["number"] != there["number"]:
        problems.append(f"there are {there['number']} history rows, the attribute sets count {counted['number']}")


def _problems_of(transaction: Transaction, row: Row) -> list[str]:
    name = f"contact {row['initial_contact_id']} of instance {row['instance_id']}"
    try:
        values = _decode(row["document"])
    except msgspec.DecodeError:
        return [f"{name}: the attributes cannot be read"]
    size = size_of(values)
    found = []
    if size != row["byte_count"]:
        found.append(f"{name}: attributes have {size} bytes, the count says {row['byte_count']}")
    if size > BYTES_MAX:
        found.append(f"{name}: attributes have {size} bytes, more than {BYTES_MAX}")
    return found + _problems_of_history(transaction, row, name, values)


def _problems_of_history(transaction: Transaction, row: Row, name: str, values: dict[str, str]) -> list[str]:
    """The history of a set is linked, chained by digests, and leads, change by change, to what the set is now."""
    limit = row["change_count"] + 1
    history = transaction.all("history_of_chain", {"last_change_id": row["last_change_id"], "limit": limit})
    if len(history) != row["change_count"]:
        return [f"{name}: {len(history)} history rows are linked, the count says {row['change_count']}"]
    owner = (row["instance_id"], row["initial_contact_id"])
    if any((change["instance_id"], change["initial_contact_id"]) != owner for change in history):
        return [f"{name}: the history has rows of another contact"]
    earliest_first = history[::-1]
    problem = find_break(owner, earliest_first, row["last_digest"]) or _discontinuity(earliest_first, values)
    return [f"{name}: {problem}"] if problem else []


def _discontinuity(history: Sequence[Row], values: Mapping[str, str]) -> str | None:
    """Where the changes, the earliest first, do not lead to the values; what was erased may have been anything."""
    unknown = object()
    replayed: dict[str, object] = {}
    for change in history:
        name = change["name"]
        if change["through"] == ERASURE:
            replayed.pop(name, None)
        elif is_erased(change):
            replayed[name] = unknown
        elif replayed.get(name) not in (change["old_value"], unknown):
            return f"history row {change['id']} does not continue the one before it"
        else:
            replayed[name] = change["new_value"]
    return None if replayed == values else "the attributes are not what the history leads to"
