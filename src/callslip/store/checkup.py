"""Looks at everything kept and says what does not fit together: sizes, counts, orphans."""

import msgspec

from callslip.domain.attributes import BYTES_MAX, size_of
from callslip.store.backend import Backend, Row, Transaction

_PAGE = 500
_SHOWN_MAX = 100
_decode = msgspec.json.Decoder(dict[str, str]).decode

_ORPHANS = (
    ("attributes_orphan_contacts", "contact_id", "contact {} of instance {} has no attribute set"),
    ("attributes_orphans", "initial_contact_id", "the attributes of contact {} of instance {} have no contact"),
    ("history_orphans", "initial_contact_id", "the history of contact {} of instance {} has no attribute set"),
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
    while rows := transaction.all("attributes_page", {**last, "limit": _PAGE}):
        for row in rows:
            problems.extend(_problems_of(row))
        last = {name: rows[-1][name] for name in last}
        if len(problems) > _SHOWN_MAX:
            return


def _problems_of(row: Row) -> list[str]:
    name = f"contact {row['initial_contact_id']} of instance {row['instance_id']}"
    try:
        size = size_of(_decode(row["document"]))
    except msgspec.DecodeError:
        return [f"{name}: the attributes cannot be read"]
    found = []
    if size != row["byte_count"]:
        found.append(f"{name}: attributes have {size} bytes, the count says {row['byte_count']}")
    if size > BYTES_MAX:
        found.append(f"{name}: attributes have {size} bytes, more than {BYTES_MAX}")
    if row["history_count"] != row["change_count"]:
        found.append(f"{name}: {row['history_count']} history rows, the count says {row['change_count']}")
    return found
