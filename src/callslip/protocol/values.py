"""Values as they come, from JSON or from text, to values as the core has them; one function per type of the model."""

import base64
import binascii
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from callslip.protocol.refusal import Refused

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SECONDS_MIN = -62_135_596_800  # 0001-01-01
_SECONDS_MAX = 253_402_300_799  # 9999-12-31
_WHOLE = re.compile(r"[+-]?[0-9]{1,20}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KINDS = {
    bool: "a boolean",
    dict: "an object",
    float: "a number",
    int: "a number",
    list: "a list",
    str: "a string",
    type(None): "null",
}


def unexpected(value: object, expected: str) -> Refused:
    """The refusal of a value of another type; names both types, never the value."""
    return Refused(f"{expected} was expected, not {_KINDS.get(type(value), 'something else')}")


def string(value: object) -> str:
    """A JSON string as it is."""
    if type(value) is str:
        return value
    raise unexpected(value, "a string")


def boolean(value: object) -> bool:
    """A JSON true or false as it is."""
    if type(value) is bool:
        return value
    raise unexpected(value, "a boolean")


def number(value: object) -> float:
    """A JSON number, finite."""
    if type(value) not in (int, float):
        raise unexpected(value, "a number")
    try:
        result = float(value)  # type: ignore[arg-type]
    except OverflowError:
        raise Refused("the number is out of range") from None
    return _finite(result)


def whole(bits: int) -> Callable[[object], int]:
    """The function for JSON numbers without a fraction (5.0 has none) that fit in so many bits, signed."""
    bound = 1 << (bits - 1)

    def convert(value: object) -> int:
        if type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is not int:
            fractional = type(value) is float
            raise Refused("a whole number was expected") if fractional else unexpected(value, "a whole number")
        if -bound <= value < bound:
            return value
        raise Refused(f"the number is out of range: a signed integer of {bits} bits was expected")

    return convert


def blob(value: object) -> bytes:
    """Base64 in a JSON string to bytes."""
    if type(value) is not str:
        raise unexpected(value, "a string of base64")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("the string is not base64") from None


def timestamp(value: object) -> int:
    """A JSON number of seconds since 1970, or ISO 8601 in a string, to whole milliseconds since 1970."""
    if type(value) is str:
        return text_timestamp(value)
    if type(value) not in (int, float):
        raise unexpected(value, "a time, as seconds since 1970 or as ISO 8601 text,")
    return _milliseconds(value)  # type: ignore[arg-type]


def text_boolean(text: str) -> bool:
    """`true` or `false`, in any case, from a query string or header."""
    word = text.lower()
    if word in {"true", "false"}:
        return word == "true"
    raise Refused("true or false was expected")


def text_whole(bits: int) -> Callable[[str], int]:
    """The function for whole numbers from a query string or header."""
    convert = whole(bits)

    def convert_text(text: str) -> int:
        if _WHOLE.fullmatch(text):
            return convert(int(text))
        raise Refused("a whole number was expected")

    return convert_text


def text_number(text: str) -> float:
    """A number from a query string or header, finite."""
    try:
        return _finite(float(text))
    except ValueError:
        raise Refused("a number was expected") from None


def text_timestamp(text: str) -> int:
    """Seconds since 1970 or ISO 8601 (without a zone: UTC) to whole milliseconds since 1970."""
    if _NUMBER.fullmatch(text):
        return _milliseconds(float(text))
    if not _ISO_DATE.match(text):
        raise Refused("a time was expected, as seconds since 1970 or as ISO 8601 text")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("the text begins like ISO 8601 but names no time") from None
    return _since_1970(moment)


def header_timestamp(text: str) -> int:
    """An HTTP date, or what `text_timestamp` takes, to whole milliseconds since 1970."""
    if "," not in text:
        return text_timestamp(text)
    from email.utils import parsedate_to_datetime  # slow to import, and few operations have such a header

    try:
        return _since_1970(parsedate_to_datetime(text))
    except ValueError:
        raise Refused("a time was expected, as an HTTP date or as ISO 8601 text") from None


def _since_1970(moment: datetime) -> int:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return (moment - _EPOCH) // _MILLISECOND


def _milliseconds(seconds: float) -> int:
    if not _SECONDS_MIN <= seconds <= _SECONDS_MAX:
        raise Refused("the time is out of range: years 1 to 9999, in seconds since 1970, were expected")
    return round(seconds * 1000)


def _finite(value: float) -> float:
    if math.isfinite(value):
        return value
    raise Refused("a finite number was expected")


FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "blob": blob,
    "boolean": boolean,
    "double": number,
    "float": number,
    "integer": whole(32),
    "long": whole(64),
    "string": string,
    "timestamp": timestamp,
}
FROM_TEXT: dict[str, Callable[[str], Any]] = {
    "blob": blob,
    "boolean": text_boolean,
    "double": text_number,
    "float": text_number,
    "integer": text_whole(32),
    "long": text_whole(64),
    "string": string,
    "timestamp": text_timestamp,
}
