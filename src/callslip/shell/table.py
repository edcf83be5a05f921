"""An answer as a table: one frame for each map or list inside it, deeper ones with more bars at their sides."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from callslip.shell.text_width import measure, pad

_TITLE = "\x1b[1m"
_HEAD = "\x1b[34;1m"
_RESET = "\x1b[0m"


@dataclass
class _Frame:
    """A title with rows under it; `head` names the columns, or is empty."""

    title: str
    depth: int
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def columns(self) -> int:
        return max((len(row) for row in [self.head, *self.rows]), default=0)

    def widths(self) -> list[int]:
        lines = [row for row in [self.head, *self.rows] if row]
        return [max(measure(row[at]) if at < len(row) else 0 for row in lines) + 4 for at in range(self.columns())]

    def natural(self) -> int:
        widths = self.widths()
        return max(measure(self.title) + 2, sum(widths) + max(len(widths) - 1, 0)) + 2 * self.depth


def draw_table(title: str, value: Any, *, color: bool = False) -> str:
    """The table of a JSON value, with a line end; an empty text where there is nothing to show."""
    if value is None or value == {}:
        return ""
    frames = list(_frames(title, value, 0))
    total = max(frame.natural() for frame in frames)
    lines = ["-" * (total + 2)]
    for frame in frames:
        lines += _draw(frame, total - 2 * frame.depth, color=color)
    return "\n".join(lines) + "\n"


def _frames(title: str, value: Any, depth: int) -> Iterator[_Frame]:
    if isinstance(value, dict):
        yield from _map_frames(title, value, depth)
    elif isinstance(value, list):
        yield from _list_frames(title, value, depth)
    else:
        yield _Frame(title, depth)


def _map_frames(title: str, value: dict[str, Any], depth: int) -> Iterator[_Frame]:
    plain = sorted(key for key in value if not isinstance(value[key], (dict, list)))
    frame = _Frame(title, depth)
    if len(plain) == 1:
        frame.rows.append([plain[0], str(value[plain[0]])])
    elif plain:
        frame.head = plain
        frame.rows.append([str(value[key]) for key in plain])
    yield frame
    for key in sorted(set(value) - set(plain)):
        if value[key]:
            yield from _frames(key, value[key], depth + 1)


def _list_frames(title: str, items: list[Any], depth: int) -> Iterator[_Frame]:
    maps = [item for item in items if isinstance(item, dict)]
    columns = sorted({key for item in maps for key, part in item.items() if not isinstance(part, (dict, list))})
    frame = _Frame(title, depth, head=columns)
    for item in items:
        frame.rows += _rows(item, columns)
        inner = item if isinstance(item, dict) else {}
        nested = [key for key in sorted(inner) if isinstance(inner[key], (dict, list)) and inner[key]]
        if nested:
            yield frame
            for key in nested:
                yield from _frames(key, inner[key], depth + 1)
            frame = _Frame(title, depth, head=columns)
    if frame.rows or not items:
        yield frame


def _rows(item: Any, columns: list[str]) -> list[list[str]]:
    if isinstance(item, dict):
        return [[str(item.get(key, "")) for key in columns]] if columns else []
    if isinstance(item, list):
        return [[str(part) for part in item]]
    return [[str(item)]]


def _draw(frame: _Frame, inner: int, *, color: bool) -> Iterator[str]:
    bars = "|" * frame.depth
    widths = _spread(frame.widths(), inner)
    rule = f"{bars}+{'+'.join('-' * width for width in widths)}+{bars}"
    title = frame.title.center(inner)
    yield f"{bars}|{_paint(title, _TITLE, color=color)}|{bars}"
    yield rule
    if frame.head:
        cells = (_center(name, width) for name, width in zip(frame.head, widths, strict=True))
        yield f"{bars}|{'|'.join(_paint(cell, _HEAD, color=color) for cell in cells)}|{bars}"
        yield rule
    for row in frame.rows:
        padded = [*row, *[""] * (len(widths) - len(row))]
        yield f"{bars}|{'|'.join(pad(f'  {cell}', width) for cell, width in zip(padded, widths, strict=True))}|{bars}"
    if frame.rows:
        yield rule


def _spread(widths: list[int], inner: int) -> list[int]:
    """The widths, made to fill `inner` columns together with the bars between them."""
    if not widths:
        return [inner]
    rest = inner - sum(widths) - (len(widths) - 1)
    share, more = divmod(rest, len(widths))
    return [width + share + (1 if at < more else 0) for at, width in enumerate(widths)]


def _center(text: str, width: int) -> str:
    space = width - measure(text)
    return " " * (space // 2) + text + " " * (space - space // 2)


def _paint(text: str, code: str, *, color: bool) -> str:
    return f"{code}{text}{_RESET}" if color else text
