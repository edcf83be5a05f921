"""How wide a text is in a terminal, and how it is made to fit there."""

from unicodedata import combining, east_asian_width


def measure(text: str) -> int:
    """The columns that a text takes."""
    return sum(_width_of(char) for char in text)


def pad(text: str, columns: int) -> str:
    """The text with spaces behind it, so that it fills the columns."""
    return text + " " * (columns - measure(text))


def cut(text: str, columns: int) -> str:
    """The text in so many columns at most; where something is left out, an ellipsis says so."""
    if measure(text) <= columns:
        return text
    kept, taken = [], 1
    for char in text:
        taken += _width_of(char)
        if taken > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def printable(text: str) -> str:
    """The text without what could steer a terminal: such characters are shown as escapes."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _width_of(char: str) -> int:
    return 0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1
