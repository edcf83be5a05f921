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
    """One statement with `?` for its parameters, and the way from their names to their order.

    Drivers bind by position in about half the time that they take by name.
    """

    def __init__(self, text: str) -> None:
        names = _PARAMETER.findall(text)
        self.text = _PARAMETER.sub("?", text)
        self.bind: Callable[[Mapping[str, Any]], tuple[Any, ...]] = _binder(names)


@cache
def queries() -> dict[str, Query]:
    """Every query by name; a name used twice is a mistake of ours."""
    found: dict[str, Query] = {}
    for file in _sql_files("queries"):
        _, *parts = _NAME.split(file.read_text("utf-8"))
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"two queries are named {name}")
            found[name] = Query(text.strip().removesuffix(";"))
    return found


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Schema versions in order with their statements: `0001_what.sql` is version 1. A gap or a double is a mistake."""
    found = tuple((int(file.name[:4]), file.read_text("utf-8")) for file in _sql_files("migrations"))
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise ValueError("the numbers of the migrations do not count on")
    return found


def _sql_files(folder: str) -> list[Path]:
    return sorted(Path(__file__).with_name(folder).glob("*.sql"))


def _binder(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda parameters: tuple(parameters[name] for name in names)
