"""Named queries and migrations, read from the files beside this module."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

_PARAMETER = re.compile(r":(\w+)")
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


class Query:
    """One statement with places for its parameters, and the way from their names to their order.

    Drivers bind by position in about half the time that they take by name. A place is `?`, one each time that a
    parameter is named, or `$1`, `$2` …, one for each parameter.
    """

    def __init__(self, text: str, *, numbered: bool = False) -> None:
        names = _PARAMETER.findall(text)
        if numbered:
            names = list(dict.fromkeys(names))
            self.text = _PARAMETER.sub(lambda found: f"${names.index(found[1]) + 1}", text)
        else:
            self.text = _PARAMETER.sub("?", text)
        self.bind: Callable[[Mapping[str, Any]], tuple[Any, ...]] = _binder(names)


@cache
def queries() -> dict[str, Query]:
    """Every query by name, as SQLite reads it."""
    return {name: Query(text) for name, text in _named("queries").items()}


@cache
def postgres_queries() -> dict[str, Query]:
    """Every query by name, as PostgreSQL reads it: the same, but for those that have words of their own.

    X_together does to many rows what X does to one.
    """
    shared, own = _named("queries"), _named("queries/postgres")
    if unknown := {name.removesuffix("_together") for name in own} - shared.keys():
        raise ValueError(f"no other database has the queries {', '.join(sorted(unknown))}")
    return {name: Query(text, numbered=True) for name, text in (shared | own).items()}


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Schema versions in order with their statements: `0001_what.sql` is version 1. A gap or a double is a mistake."""
    return _numbered("migrations", 1)


@cache
def postgres_migrations() -> tuple[tuple[int, str], ...]:
    """The same for PostgreSQL, whose first schema is version 13: a version means the same tables in both."""
    return _numbered("migrations/postgres", 13)


def _named(folder: str) -> dict[str, str]:
    """Statements by name; a name used twice is a mistake of ours."""
    found: dict[str, str] = {}
    for file in _sql_files(folder):
        _, *parts = _NAME.split(file.read_text("utf-8"))
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"two queries are named {name}")
            found[name] = text.strip().removesuffix(";")
    return found


def _numbered(folder: str, first: int) -> tuple[tuple[int, str], ...]:
    found = tuple((int(file.name[:4]), file.read_text("utf-8")) for file in _sql_files(folder))
    if [number for number, _ in found] != list(range(first, first + len(found))):
        raise ValueError("the numbers of the migrations do not count on")
    return found


def _sql_files(folder: str) -> list[Path]:
    return sorted((Path(__file__).parent / folder).glob("*.sql"))


def _binder(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda parameters: tuple(parameters[name] for name in names)
