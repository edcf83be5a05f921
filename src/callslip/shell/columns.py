"""Plain columns for people: a head in capitals, a row a line, cut at the edge of the terminal."""

import shutil
from collections.abc import Sequence

from callslip.shell.text_width import cut, measure, pad, printable

_GAP = "  "


def terminal_columns() -> int:
    """How wide the terminal is, or COLUMNS says; where there is neither, nothing need be cut."""
    return shutil.get_terminal_size((10**6, 24)).columns


def draw_columns(head: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> str:
    """The lines; the last column is cut where the terminal ends. An empty text without rows."""
    if not rows:
        return ""
    shown = [[name.upper() for name in head], *([printable(cell) for cell in row] for row in rows)]
    widths = [max(map(measure, column)) for column in zip(*shown, strict=True)]
    left = columns - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    lines = []
    for row in shown:
        cells = [pad(cell, size) for cell, size in zip(row[:-1], widths, strict=False)]
        lines.append(_GAP.join([*cells, cut(row[-1], max(left, len(head[-1])))]).rstrip())
    return "\n".join(lines) + "\n"
