"""Holds members against the model's rules: required, lengths, ranges, enums, patterns; knows nothing of HTTP."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from callslip.protocol.compiler import Compiler, Work
from callslip.protocol.model import Model, Operation, Shape
from callslip.protocol.refusal import Refused, index_step, member_step, refuse

if TYPE_CHECKING:
    import regex

PATTERN_TIMEOUT_S = 0.1

_ENUM_SHOWN_MAX = 20
_PATTERN_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\$", re.DOTALL)
_UNNAMED_HINT = '; in R, paws leaves out a list without names, so name its entries: list(name = "value")'


def validate(operation: Operation, members: Mapping[str, Any]) -> None:
    """Check what `parse` gave against the model; the first problem in the order of the model's members counts.

    Lengths are code points for strings, bytes for blobs, entries for lists and maps. Raises InvalidRequestException
    or InvalidParameterException, as `refusal` decides; the text says what is wrong, never the value.
    """
    try:
        _checker(operation)(members)
    except Refused as refused:
        raise refuse(operation, refused) from None


@cache
def _checker(operation: Operation) -> Work:
    """The function that checks members of one operation, made at its first request."""
    shape = operation.input
    return _nothing if shape is None else _structure(_compiler(operation.model), shape)


@cache
def _compiler(model: Model) -> Compiler:
    return Compiler(model, _build)


def _nothing(_: Any) -> None:
    """The check of a shape without rules."""


def _build(compiler: Compiler, shape: Shape) -> Work:
    if shape.type == "structure":
        return _structure(compiler, shape)
    if shape.type == "list":
        return _list(compiler, shape)
    if shape.type == "map":
        return _map(compiler, shape)
    if shape.type == "string":
        return _string(shape)
    if shape.type == "blob":
        return _length(shape, "bytes")
    return _range(shape) if shape.type in {"integer", "long", "float", "double"} else _nothing


def _structure(compiler: Compiler, shape: Shape) -> Work:
    rules = []
    for name, member in shape.members.items():
        check = compiler.of(member.shape)
        if member.location == "uri" and not compiler.model.shape(member.shape).min:
            check = _both(_not_empty, check)
        missing = _absent(compiler.model, member.shape) if name in shape.required else None
        if missing or check is not _nothing:
            rules.append((name, check, missing))

    def run(members: Any) -> None:
        name = ""
        try:
            for name, check, missing in rules:
                value = members.get(name)
                if value is not None:
                    check(value)
                elif missing is not None:
                    missing()
        except Refused as refused:
            refused.within(member_step(name))
            raise

    return run if rules else _nothing


def _absent(model: Model, name: str) -> Callable[[], None]:
    """The function that refuses a request without a required member."""
    shape = model.shape(name)
    of_strings = shape.type == "map" and model.shape(str(shape.value)).type == "string"
    text = "this member is required" + (_UNNAMED_HINT if of_strings else "")

    def run() -> None:
        raise Refused(text)

    return run


def _not_empty(value: Any) -> None:
    """An empty label is too short, also where the model sets no length: paths have no other way to lack one."""
    if value == "":
        raise Refused("the length is 0; it must be at least 1")


def _list(compiler: Compiler, shape: Shape) -> Work:
    count = _length(shape, "entries")
    check = compiler.of(str(shape.member))

    def each(value: Any) -> None:
        index = -1
        try:
            for item in value:
                index += 1
                check(item)
        except Refused as refused:
            refused.within(index_step(index))
            raise

    return count if check is _nothing else _both(count, each)


def _map(compiler: Compiler, shape: Shape) -> Work:
    count = _length(shape, "entries")
    check_key = _of_key(compiler.of(str(shape.key)))
    check_value = compiler.of(str(shape.value))

    def each(value: Any) -> None:
        key = ""
        try:
            for key, item in value.items():
                check_key(key)
                check_value(item)
        except Refused as refused:
            refused.within(member_step(key))
            raise

    lengths = _plain_lengths(compiler.model, shape)
    return _both(count, each if lengths is None else _quick(lengths, each))


def _of_key(check: Work) -> Work:
    """The same check, saying that it speaks of the key."""

    def run(key: Any) -> None:
        try:
            check(key)
        except Refused as refused:
            raise Refused(f"in the key, {refused.text}") from None

    return run


def _plain_lengths(model: Model, shape: Shape) -> tuple[float, float, float, float] | None:
    """Least and most of keys and of values, when both are strings without other rules."""
    key, value = model.shape(str(shape.key)), model.shape(str(shape.value))
    if value.type != "string" or key.pattern or key.enum or value.pattern or value.enum:
        return None
    return *_bounds(key), *_bounds(value)


def _quick(lengths: tuple[float, float, float, float], each: Work) -> Work:
    """A tight loop over a map of strings; the slow one only to say what is wrong."""
    key_min, key_max, value_min, value_max = lengths

    def run(value: Any) -> None:
        for key, item in value.items():
            if not key_min <= len(key) <= key_max or not value_min <= len(item) <= value_max:
                each(value)

    return run


def _both(first: Work, second: Work) -> Work:
    if first is _nothing or second is _nothing:
        return second if first is _nothing else first

    def run(value: Any) -> None:
        first(value)
        second(value)

    return run


def _string(shape: Shape) -> Work:
    return _both(_length(shape, ""), _both(_enum(shape), _pattern(shape)))


def _bounds(shape: Shape) -> tuple[float, float]:
    return (0 if shape.min is None else shape.min), (float("inf") if shape.max is None else shape.max)


def _allowed(shape: Shape) -> str:
    if shape.max is None:
        return f"at least {shape.min}"
    return f"at most {shape.max}" if shape.min is None else f"{shape.min} to {shape.max}"


def _length(shape: Shape, unit: str) -> Work:
    least, most = _bounds(shape)
    allowed = _allowed(shape)
    kind = "number of entries" if unit == "entries" else "length in bytes" if unit == "bytes" else "length"

    def check(value: Any) -> None:
        if not least <= len(value) <= most:
            raise Refused(f"the {kind} is {len(value)}; it must be {allowed}")

    return _nothing if shape.max is None and not shape.min else check


def _range(shape: Shape) -> Work:
    least = float("-inf") if shape.min is None else shape.min
    most = float("inf") if shape.max is None else shape.max
    allowed = _allowed(shape)

    def check(value: Any) -> None:
        if not least <= value <= most:
            raise Refused(f"the number must be {allowed}")

    return _nothing if shape.min is None and shape.max is None else check


def _enum(shape: Shape) -> Work:
    values = frozenset(shape.enum)
    shown = ", ".join(shape.enum[:_ENUM_SHOWN_MAX])
    if len(shape.enum) > _ENUM_SHOWN_MAX:
        shown += f" and {len(shape.enum) - _ENUM_SHOWN_MAX} more"

    def check(value: Any) -> None:
        if value not in values:
            raise Refused(f"the value must be one of {shown}")

    return check if values else _nothing


def _pattern(shape: Shape) -> Work:
    if shape.pattern is None:
        return _nothing
    text = shape.pattern
    search: Callable[..., Any] | None = None

    def check(value: Any) -> None:
        nonlocal search
        search = search or compile_pattern(text).search
        try:
            found = search(value, timeout=PATTERN_TIMEOUT_S)
        except TimeoutError:
            raise Refused(f"the value takes too long to hold against the pattern {text}") from None
        if found is None:
            raise Refused(f"the value must match the pattern {text}")

    return check


def compile_pattern(text: str) -> "regex.Pattern[str]":
    r"""A pattern of the model, as Smithy means it: `$` is the very end, `\d` is 0 to 9, and a match anywhere counts."""
    import regex

    return regex.compile(_PATTERN_PARTS.sub(_as_python, text))


def _as_python(part: re.Match[str]) -> str:
    text = part[0]
    if text.startswith("["):
        return text.replace(r"\d", "0-9")
    return {"$": r"\Z", r"\d": "[0-9]"}.get(text, text)
