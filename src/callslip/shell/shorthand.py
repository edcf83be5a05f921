r"""The short form of maps, structures and lists on a command line: `key=value,list=a,b,map={k=v},file@=file://path`.

    parameter  = pair *("," pair)
    pair       = key "=" values  |  key "@=" values            "@=" hands each value to `load`
    values     = list | map | value *("," item)                two or more make a list
    list       = "[" [explicit *("," explicit)] "]"            explicit = list | map | value
    map        = "{" [key "=" explicit *("," key "=" explicit)] "}"
    value      = plain or quoted text; `\,` is a comma, `\"` or `\'` a quote inside the same quotes

After a comma stands an item of the list or the next pair: it is read as an item first, and where no comma follows, the
reader goes back to the last comma and reads a pair. Every character is read a bounded number of times.
"""

import re
from collections.abc import Callable
from typing import Any

DEPTH_MAX = 100

_KEY = re.compile(r"[A-Za-z0-9\-_.#/:]*")
_SPACE = re.compile(r"[ \t\n\r\f\v]*")
_CONTROLS = r"\x00-\x08\x0e-\x1b"
_VALUE = re.compile(rf"""(?:\\,|[^\s\x00-\x1f"',=\[{{])(?:\\,|[^{_CONTROLS}"',\]}}])*""")
_ITEM = re.compile(rf"""(?:\\,|[^\s\x00-\x1f"',=\[{{])(?:\\,|[^{_CONTROLS}"',=])*""")
_QUOTED = {
    '"': ("<double quoted>", re.compile(r'[^"\\]+|\\"?|"')),
    "'": ("<singled quoted>", re.compile(r"[^'\\]+|\\'?|'")),
}

Load = Callable[[str], Any]


class ShorthandError(ValueError):
    """The text is no shorthand; the message shows where."""


class _SyntaxFault(ShorthandError):
    """Something else was expected; a reader of items may go back."""


def parse_shorthand(text: str, load: Load = str) -> dict[str, Any]:
    """The parameter that the text spells: strings, in lists and dicts. Raises ShorthandError, and what `load` raises.

    `load` gets each value whose key is followed by `@=` and answers what stands for it.
    """
    return _Reader(text, load).parameter()


class _Reader:
    """A text and a place in it."""

    def __init__(self, text: str, load: Load) -> None:
        self._text = text
        self._at = 0
        self._depth = 0
        self._load = load

    def parameter(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._pair(found, 0)
        while self._at < len(self._text):
            self._skip_space()
            self._expect(",", spaced=False)
            start = self._at
            self._skip_space()
            self._pair(found, start)
        return found

    def _pair(self, found: dict[str, Any], start: int) -> None:
        key, load = self._key()
        value = self._values(load)
        if key in found:
            raise ShorthandError(
                f'Second instance of key "{key}" encountered for input:\n{self._point(start)}\n'
                'This is often because there is a preceding "," instead of a space.'
            )
        found[key] = value

    def _key(self) -> tuple[str, Load | None]:
        key = self._take(_KEY)
        self._skip_space()
        load = None
        if self._next() == "@":
            self._expect("@")
            load = self._load
        self._expect("=")
        return key, load

    def _values(self, load: Load | None) -> Any:
        if self._next() in ("[", "{"):
            return self._explicit(load)
        first = self._value(_VALUE, load)
        if self._next() != ",":
            return first
        items = self._items(load)
        return [first, *items] if items else first

    def _items(self, load: Load | None) -> list[Any]:
        """What follows a value up to the comma of the next pair; stands on that comma, or at the end."""
        items: list[Any] = []
        self._expect(",")
        while True:
            try:
                item = self._value(_ITEM, load)
                if self._next() == "":
                    return [*items, item]
                self._expect(",")
            except _SyntaxFault:
                if self._next() == "":
                    raise
                self._at = self._text.rindex(",", 0, self._at + 1)
                return items
            items.append(item)

    def _explicit(self, load: Load | None) -> Any:
        opening = self._next()
        if opening not in ("[", "{"):
            return self._value(_VALUE, load)
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise ShorthandError(f"Nested more than {DEPTH_MAX} deep for input:\n{self._point(self._at)}")
        value = self._list(load) if opening == "[" else self._map(load)
        self._depth -= 1
        return value

    def _list(self, load: Load | None) -> list[Any]:
        found: list[Any] = []
        self._expect("[")
        while self._next() != "]":
            found.append(self._explicit(load))
            self._skip_space()
            if self._next() != "]":
                self._expect(",")
        self._expect("]", spaced=False)
        return found

    def _map(self, load: Load | None) -> dict[str, Any]:
        found: dict[str, Any] = {}
        self._expect("{")
        while self._next() != "}":
            key, own = self._key()
            found[key] = self._explicit(own or load)
            self._skip_space()
            if self._next() != "}":
                self._expect(",")
        self._expect("}", spaced=False)
        return found

    def _value(self, plain: re.Pattern[str], load: Load | None) -> Any:
        quote = self._next()
        if quote in _QUOTED:
            text = self._quoted(*_QUOTED[quote], quote)
        else:
            found = plain.match(self._text, self._at)
            if found is None and plain is _ITEM:
                raise self._fault("<second>", "<none>")
            self._at = found.end() if found else self._at
            text = found[0].replace("\\,", ",").rstrip() if found else ""
        self._skip_space()
        return load(text) if load else text

    def _quoted(self, name: str, pieces: re.Pattern[str], quote: str) -> str:
        """The text up to the closing quote; where none is left, the last escaped one closes."""
        start, last_escaped = self._at + 1, -1
        at = start
        while (piece := pieces.match(self._text, at)) and piece[0] != quote:
            if piece[0] == f"\\{quote}":
                last_escaped = at + 1
            at = piece.end()
        end = at if at < len(self._text) else last_escaped
        if end < 0:
            raise self._fault(name, "<none>")
        self._at = end + 1
        return self._text[start:end].replace(f"\\{quote}", quote).replace("\\\\", "\\")

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        assert found is not None, "a pattern that may be empty always matches"  # noqa: S101 - for the type checker
        self._at = found.end()
        return found[0]

    def _skip_space(self) -> None:
        self._take(_SPACE)

    def _next(self) -> str:
        """The character here; an empty text at the end."""
        return self._text[self._at : self._at + 1]

    def _expect(self, wanted: str, *, spaced: bool = True) -> None:
        if self._next() != wanted:
            raise self._fault(wanted, self._next() or "EOF")
        self._at += 1
        if spaced:
            self._skip_space()

    def _fault(self, wanted: str, received: str) -> _SyntaxFault:
        return _SyntaxFault(f"Expected: '{wanted}', received: '{received}' for input:\n {self._point(self._at)}")

    def _point(self, at: int) -> str:
        """The text with a caret under the place, after the line in which it is."""
        line_start = self._text.rfind("\n", 0, at) + 1
        line_end = self._text.find("\n", at)
        rest = "" if line_end < 0 else self._text[line_end:]
        before = self._text if line_end < 0 else self._text[:line_end]
        return f"{before}\n{' ' * (at - line_start)}^{rest}"
