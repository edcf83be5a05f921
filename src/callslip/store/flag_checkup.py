"""Looks at every flag, and whether the attribute that shows it says the same: for `callslip check`."""

from collections.abc import Iterator

import msgspec

from callslip.domain.attributes import BYTES_MAX, size_of
from callslip.domain.flag import mirror
from callslip.store.backend import Backend, Row, Transaction
from callslip.store.history import History

_PAGE = 500
_SHOWN_MAX = 100
_STATES = ("open", "taken", "closed")
_decode = msgspec.json.Decoder(dict[str, str]).decode


def find_flag_problems(backend: Backend) -> list[str]:
    """At most a hundred sentences, flags named and values never. Raises StoreError."""
    problems: list[str] = []
    last = {"instance_id": "", "initial_contact_id": "", "name": ""}
    with backend.transaction(read_only=True) as transaction:
        while (rows := transaction.all("flag_check_page", {**last, "limit": _PAGE})) and len(problems) < _SHOWN_MAX:
            problems += [
                f"flag {row['name']} of contact {row['initial_contact_id']} of instance {row['instance_id']} {problem}"
                for row in rows
                for problem in _problems_of(transaction, row)
            ]
            last = {name: rows[-1][name] for name in last}
    return problems[:_SHOWN_MAX]


def _problems_of(transaction: Transaction, row: Row) -> Iterator[str]:
    if row["document"] is None:
        yield "has no contact"
        return
    if row["state"] not in _STATES:
        yield "has a state that no flag has"
        return
    try:
        value = _decode(row["document"]).get(mirror(row["name"]))
    except msgspec.DecodeError:
        return
    if value != row["state"] and not _is_explained(transaction, row):
        yield f"is {row['state']}, and the attribute that shows it does not say so"


def _is_explained(transaction: Transaction, row: Row) -> bool:
    """Whether another attribute was set since, as any caller may, or there was no room for the flag's own."""
    name, changed_ms = mirror(row["name"]), row["changed_ms"]
    values: dict[str, str] = {}
    is_shown = False
    for change in History(transaction).latest(row["last_change_id"], row["change_count"]):
        if change.changed_ms > changed_ms or (is_shown and change.name == name):
            if change.name == name:
                return True
            continue
        values[change.name] = change.new or ""
        is_shown = change.name == name and change.new == row["state"] and change.changed_ms == changed_ms
    return size_of({**values, name: row["state"]}) > BYTES_MAX
