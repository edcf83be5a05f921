"""The words of one option become the value of its member: plain, from a file, JSON, or the short form."""

import json
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from callslip.protocol.model import Model, Shape
from callslip.shell.catalogue import Option, scalar_type
from callslip.shell.failures import ShellError, option_error
from callslip.shell.paramfile import load_value
from callslip.shell.shorthand import ShorthandError, parse_shorthand

COMPLEX = ("structure", "map", "list")


def read_parameter(model: Model, option: Option, words: str | Sequence[str] | bool) -> Any:  # noqa: FBT001 - a flag's value
    """The member's value. `words` is a list for an option that takes several. Raises ShellError.

    What the API model says of lengths and patterns is not looked at: the request is validated whole, later.
    """
    reader = _Reader(model, option)
    if isinstance(words, bool):
        return words
    if option.shape.type == "list":
        return reader.several(option.shape, [words] if isinstance(words, str) else list(words))
    text = reader.load(words if isinstance(words, str) else words[0])
    return reader.complex(option.shape, text) if option.shape.type in COMPLEX else reader.scalar(option.shape, text)


class _Reader:
    def __init__(self, model: Model, option: Option) -> None:
        self._model = model
        self._flag = option.flag

    def load(self, word: str) -> str | bytes:
        try:
            return load_value(word)
        except ShellError as error:
            raise option_error(self._flag, str(error)) from None

    def scalar(self, shape: Shape, text: str | bytes) -> Any:
        number = scalar_type(shape)
        if number is None or isinstance(text, bytes):
            return text
        return self._number(number, text)

    def complex(self, shape: Shape, text: str | bytes) -> Any:
        """A structure or map."""
        if isinstance(text, bytes):
            raise option_error(self._flag, "a file of bytes (fileb://) was received; JSON or the short form is allowed")
        start = text.lstrip()[:1]
        if start == "{":
            return self._json(text)
        if start == "[":
            raise option_error(self._flag, f"Invalid JSON:\n{text}")
        return self._shorthand(shape, text)

    def several(self, shape: Shape, words: list[str]) -> list[Any]:
        """A list: one word may be the whole as JSON, otherwise each word is an item."""
        loaded = [self.load(words[0])] if len(words) == 1 else list(words)
        if len(loaded) == 1 and isinstance(loaded[0], str) and loaded[0].lstrip()[:1] == "[":
            items: list[Any] = self._json(loaded[0])
            return items
        item = self._model.shape(shape.member or "")
        if item.type not in COMPLEX:
            return [self.scalar(item, word) for word in loaded]
        if loaded and str(loaded[0]).lstrip()[:1] in ("{", "["):
            return [self._json_map(word) for word in loaded]
        return [self._shorthand_item(item, word) for word in loaded]

    def _json_map(self, word: str | bytes) -> Any:
        text = word if isinstance(word, str) else word.decode("utf-8", "replace")
        if text.lstrip()[:1] != "{":
            raise option_error(self._flag, f"Invalid JSON:\n{text}")
        return self._json(text)

    def _shorthand_item(self, shape: Shape, word: str | bytes) -> Any:
        return self._shorthand(shape, word if isinstance(word, str) else word.decode("utf-8", "replace"))

    def _json(self, text: str) -> Any:
        try:
            return json.loads(text, object_pairs_hook=OrderedDict)
        except (ValueError, RecursionError) as error:
            raise option_error(self._flag, f"Invalid JSON: {error}\nJSON received: {text}") from None

    def _shorthand(self, shape: Shape, text: str) -> Any:
        try:
            return self._typed(shape, parse_shorthand(text, self.load))
        except ShorthandError as error:
            raise option_error(self._flag, str(error)) from None

    def _typed(self, shape: Shape, value: Any) -> Any:
        """The strings of a short form as the model's types; what does not fit is left for validation to name."""
        if shape.type == "list":
            if not isinstance(value, list):
                return [value]
            return [self._typed(self._model.shape(shape.member or ""), item) for item in value]
        if isinstance(value, dict):
            return {key: self._typed_member(shape, key, part) for key, part in value.items()}
        return self._typed_scalar(shape, value) if isinstance(value, str) else value

    def _typed_member(self, shape: Shape, key: str, value: Any) -> Any:
        if shape.type == "map":
            return self._typed(self._model.shape(shape.value or ""), value)
        member = shape.members.get(key)
        return value if member is None else self._typed(self._model.shape(member.shape), value)

    def _typed_scalar(self, shape: Shape, text: str) -> Any:
        if shape.type == "boolean":
            return {"true": True, "false": False}.get(text.lower(), text)
        number = scalar_type(shape)
        return text if number is None else self._number(number, text)

    def _number(self, number: type[int | float], text: str) -> int | float:
        try:
            return number(text)
        except ValueError:
            kind = "a whole number" if number is int else "a number"
            raise option_error(self._flag, f"Invalid value: {text!r} was received, {kind} is allowed") from None
