"""Keeps the index of searchable attributes to the keys that are configured, in steps that let others write between."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from callslip.domain.searchable import EVERY, indexed
from callslip.store.attribute_index import AttributeIndex
from callslip.store.backend import Backend, Row, Transaction

_PAGE = 500
_DELETED_AT_ONCE = 5_000
_SHOWN_MAX = 100

_FIRST: Mapping[str, object] = {"instance_id": "", "name": "", "value": "", "initiated_ms": 0, "contact_id": ""}

_decode = msgspec.json.Decoder(dict[str, str]).decode


def configure_keys(backend: Backend, names: frozenset[str]) -> frozenset[str]:
    """Make these keys searchable, and no others; gives those by which older contacts are not found yet.

    What the index holds of other keys is deleted. In a store without contacts there are no older ones. Raises
    StoreError.
    """
    with backend.transaction() as transaction:
        known = AttributeIndex(transaction).searchable()
        started = transaction.one("attributes_any", {}) is not None
        for name in known.names - names:
            transaction.run("searchable_delete", {"name": name})
        for name in names - known.names:
            complete = not started or known.is_complete(name)
            transaction.run("searchable_put", {"name": name, "is_complete": int(complete)})
    _purge(backend, keep=names)
    with backend.transaction(read_only=True) as transaction:
        found = AttributeIndex(transaction).searchable()
    return found.names - found.complete


def reindex(backend: Backend, progress: Callable[[int], None], *, from_scratch: bool = False) -> int:
    """Put all contacts into the index; gives how many chains were gone through, and tells it on the way.

    `from_scratch` empties it before: meanwhile searches find less. A server may go on. Raises StoreError.
    """
    if from_scratch:
        _purge(backend, keep=frozenset())
    done, last = 0, {"instance_id": "", "initial_contact_id": ""}
    while True:
        with backend.transaction() as transaction:
            rows = transaction.all("attributes_page", {**last, "limit": _PAGE})
            _index(transaction, rows)
            if not rows:
                transaction.run("searchable_complete", {})
                return done
        last = {name: rows[-1][name] for name in last}
        done += len(rows)
        progress(done)


def find_index_problems(backend: Backend) -> list[str]:
    """Rows of the index that say what is not so, at most a hundred; ids named, values never. Raises StoreError."""
    problems: list[str] = []
    with backend.transaction(read_only=True) as transaction:
        last = _FIRST
        while (rows := transaction.all("index_page", {**last, "limit": _PAGE})) and len(problems) < _SHOWN_MAX:
            problems += [
                f"the index says of contact {row['contact_id']} of instance {row['instance_id']} what its attribute "
                f"{row['name']} is not"
                for row in rows
                if not _is_so(row)
            ]
            last = {name: rows[-1][name] for name in last}
    return problems[:_SHOWN_MAX]


def _is_so(row: Row) -> bool:
    value = _decode(row["document"]).get(row["name"]) if row["document"] is not None else None
    return value is not None and indexed(value) == row["value"]


def _index(transaction: Transaction, rows: Sequence[Row]) -> None:
    searchable = AttributeIndex(transaction).searchable()
    transaction.many(
        "index_put_chain",
        (
            {
                "instance_id": row["instance_id"],
                "contact_id": row["initial_contact_id"],
                "name": name,
                "value": indexed(value),
            }
            for row in rows
            for name, value in searchable.among(_decode(row["document"]))
        ),
    )


def _purge(backend: Backend, *, keep: frozenset[str]) -> None:
    """Delete the rows of all keys but those to keep, some at a time."""
    if EVERY in keep:
        return
    key = {"instance_id": "", "name": ""}
    while True:
        with backend.transaction(read_only=True) as transaction:
            row = transaction.one("index_next_name", key)
        if row is None:
            return
        key = {name: row[name] for name in key}
        if key["name"] not in keep:
            _delete_key(backend, key)


def _delete_key(backend: Backend, key: Mapping[str, object]) -> None:
    deleted = _DELETED_AT_ONCE
    while deleted == _DELETED_AT_ONCE:
        with backend.transaction() as transaction:
            deleted = transaction.run("index_delete_some", {**key, "limit": _DELETED_AT_ONCE})
