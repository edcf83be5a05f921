"""Looks into a store while a server may be using it: what is kept, and whether anything was changed."""

import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import psycopg


@dataclass(frozen=True)
class Row:
    """One change in the history."""

    contact_id: str
    name: str
    old: str | None
    new: str
    caller: str


@dataclass(frozen=True)
class Chain:
    """What is kept under the first contact of a chain."""

    attributes: dict[str, str]
    history: list[Row]


class Inspector:
    """A reader of its own on the store's file, or on the database that a URL names, which has no `has_commits`."""

    def __init__(self, store: str | Path) -> None:
        self._connection: Any
        if str(store).startswith("postgresql:"):
            self._connection = psycopg.connect(str(store), autocommit=True)
            return
        self._connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True, isolation_level=None)
        self._version = self._data_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def has_commits(self) -> bool:
        """Whether anyone has committed since the last call; cheap, and true too for commits that change nothing."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        names = [row[0] for row in self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(self._connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}

    def chains(self) -> dict[str, Chain]:
        """Every chain by the id of its first contact; fails where a history is not linked row by row."""
        histories: dict[str, list[Row]] = defaultdict(list)
        self._connection.execute("BEGIN")
        rows = self._connection.execute(
            "SELECT initial_contact_id, id, previous_id, contact_id, changes, caller FROM attribute_history ORDER BY id"
        )
        last: dict[str, int] = {}
        for initial_contact_id, row_id, previous_id, contact_id, changes, caller in rows:
            histories[initial_contact_id] += [
                Row(contact_id, name, old, new, caller) for name, old, new, *_ in json.loads(changes)
            ]
            assert previous_id == last.get(initial_contact_id), f"a gap in the history of {initial_contact_id}"
            last[initial_contact_id] = row_id
        documents = self._connection.execute(
            "SELECT initial_contact_id, document, change_count, last_change_id FROM attributes"
        )
        chains = {}
        for initial_contact_id, document, change_count, last_change_id in documents:
            history = histories.pop(initial_contact_id, [])
            assert len(history) == change_count
            assert last.get(initial_contact_id) == last_change_id
            chains[initial_contact_id] = Chain(json.loads(document), history)
        self._connection.execute("COMMIT")
        assert not histories
        return chains

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


def replay(history: list[Row]) -> dict[str, str]:
    """The attributes that a history leads to; fails where a row does not follow from those before."""
    attributes: dict[str, str] = {}
    for row in history:
        assert row.old == attributes.get(row.name), f"{row.name}: the history does not follow"
        assert row.old != row.new, f"{row.name}: the history has a change that is none"
        attributes[row.name] = row.new
    return attributes
