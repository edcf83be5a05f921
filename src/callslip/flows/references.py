"""References such as `$.Attributes.tier`: found in texts, looked up, and put in as text once."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

Path = tuple[str, ...]
"""The segments after `$`: `$.Attributes['first name']` is `("Attributes", "first name")`."""

LookUp = Callable[[Path], Any]
"""What a path leads to; None where it leads to nothing."""

_SEGMENT = r"""\.[A-Za-z0-9_-]+|\.?\['[^']*'\]|\.?\["[^"]*"\]|\.?\[\d+\]"""
_REFERENCE = re.compile(rf"`\$((?:{_SEGMENT})+)`|\$((?:{_SEGMENT})+)")
_SEGMENTS = re.compile(_SEGMENT)


@lru_cache(maxsize=4096)
def parts_of(text: str) -> tuple[str | Path, ...]:
    """A text as plain parts and paths, in order.

    A path begins at `$.` or `$[` and ends before the first character that cannot go on with it. Segments are `.name`,
    `.0`, `['any text']` and `[0]`; a path between back-ticks takes the back-ticks with it.
    """
    parts: list[str | Path] = []
    end = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > end:
            parts.append(text[end : found.start()])
        parts.append(_path(found[1] or found[2]))
        end = found.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def whole_path(text: str) -> Path | None:
    """The path that the text consists of; None where it is something else or more."""
    parts = parts_of(text)
    return parts[0] if len(parts) == 1 and not isinstance(parts[0], str) else None


def paths_in(value: Any) -> Iterator[Path]:
    """Every path in the texts of a JSON value, keys included."""
    if isinstance(value, str):
        yield from (part for part in parts_of(value) if not isinstance(part, str))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from paths_in(name)
            yield from paths_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from paths_in(inner)


def fill(value: Any, look_up: LookUp) -> Any:
    """A JSON value with every reference replaced.

    A text that is one path becomes what it leads to, of whatever type, None where that is nothing. Paths among other
    text become text, nothing the empty one (our decision). A key that leads to nothing is left out with its value
    (our decision). What is put in is not looked at again.
    """
    if isinstance(value, str):
        return _fill_text(value, look_up) if "$" in value else value
    if isinstance(value, dict):
        filled = ((_fill_text(name, look_up), inner) for name, inner in value.items())
        return {text_of(name): fill(inner, look_up) for name, inner in filled if name not in (None, "")}
    if isinstance(value, list):
        return [fill(inner, look_up) for inner in value]
    return value


def text_of(value: Any) -> str:
    """A value as text: nothing is empty, numbers and truths as JSON writes them, objects and lists as JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else msgspec.json.encode(value).decode()


def follow(value: Any, path: Path) -> Any:
    """What is at `path` inside a JSON value; None for nothing. A number finds its place in a list."""
    for segment in path:
        if isinstance(value, dict):
            value = value.get(segment)
        elif isinstance(value, list) and segment.isdecimal() and int(segment) < len(value):
            value = value[int(segment)]
        else:
            return None
    return value


def shown(path: Path) -> str:
    """A path as one writes it."""
    plain = re.compile(r"[A-Za-z0-9_-]+")
    return "$" + "".join(f".{name}" if plain.fullmatch(name) else f"['{name}']" for name in path)


def _fill_text(text: str, look_up: LookUp) -> Any:
    parts = parts_of(text)
    if len(parts) == 1:
        return parts[0] if isinstance(parts[0], str) else look_up(parts[0])
    return "".join(part if isinstance(part, str) else text_of(look_up(part)) for part in parts)


def _path(segments: str) -> Path:
    return tuple(segment.strip(".").strip("[]").strip("'\"") for segment in _SEGMENTS.findall(segments))
