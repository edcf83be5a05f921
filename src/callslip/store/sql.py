"""Named queries and migrations, read from the files beside this module."""

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def queries() -> dict[str, str]:
    """Every query by name; a name used twice is a mistake of ours."""
    found: dict[str, str] = {}
    for file in _sql_files("queries"):
        _, *parts = _NAME.split(file.read_text("utf-8"))
        for name, text in zip(parts[::2], parts[1::2], strict=True):
            if name in found:
                raise ValueError(f"two queries are named {name}")
            found[name] = text.strip().removesuffix(";")
    return found


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Schema versions in order with their statements: `0001_what.sql` is version 1."""
    return tuple((int(file.name[:4]), file.read_text("utf-8")) for file in _sql_files("migrations"))


def _sql_files(folder: str) -> list[Traversable]:
    everything = files("callslip.store").joinpath(folder).iterdir()
    return sorted((file for file in everything if file.name.endswith(".sql")), key=lambda file: file.name)
