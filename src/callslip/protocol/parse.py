"""A request's members, under the model's names, from path, query, headers and body; types are looked at, rules not."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

import msgspec

from callslip.protocol.compiler import Compiler, Work
from callslip.protocol.message import Request
from callslip.protocol.model import Member, Model, Operation, Shape
from callslip.protocol.refusal import Refused, Unreadable, index_step, member_step, refuse
from callslip.protocol.values import FROM_JSON, FROM_TEXT, header_timestamp, string, unexpected

DEPTH_MAX = 64

_decode = msgspec.json.Decoder().decode
_AT_BYTE = re.compile(r"\(byte ([0-9]+)\)")
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def parse(operation: Operation, labels: Mapping[str, str], request: Request) -> dict[str, Any]:
    """The members of a request: those that were given, and not null, in Python's types.

    Times are whole milliseconds since 1970, blobs bytes, structures and maps dicts. What the model does not know is
    left out. Where a JSON name or a query parameter that is no list comes twice, the last one counts. Raises
    InvalidRequestException or InvalidParameterException, as `refusal` decides.
    """
    try:
        return _reader(operation)(labels, request)
    except Refused as refused:
        raise refuse(operation, refused) from None


class _Text(NamedTuple):
    """A member outside the body: its name, its name on the wire, whether it is a list, and what reads one text."""

    name: str
    wire: str
    is_list: bool
    convert: Callable[[str], Any]


@cache
def _reader(operation: Operation) -> Callable[[Mapping[str, str], Request], dict[str, Any]]:
    """The function that reads requests of one operation, made at its first request."""
    read_body = _body_reader(operation)
    path = _texts(operation, "uri")
    query = {text.wire: text for text in _texts(operation, "querystring")}
    headers = _texts(operation, "header")

    def read(labels: Mapping[str, str], request: Request) -> dict[str, Any]:
        members = read_body(_json(request.body)) if request.body else {}
        for text in path:
            members[text.name] = _placed(text.name, text.convert, labels[text.name])
        if query and request.query:
            _read_query(query, request.query, members)
        for text in headers:
            value = request.headers.get(text.wire, "").strip()
            if value:
                members[text.name] = _placed(text.name, text.convert, value)
        return members

    return read


def _texts(operation: Operation, location: str) -> list[_Text]:
    shape = operation.input
    members = shape.members.items() if shape else ()
    found = []
    for name, member in members:
        if member.location == location:
            kind = operation.model.shape(member.shape)
            one = operation.model.shape(kind.member) if kind.member else kind
            convert = FROM_TEXT[one.type]
            if location == "header" and one.type == "timestamp":
                convert = header_timestamp
            found.append(_Text(name, _wire_name(name, member), kind.type == "list", convert))
    return found


def _wire_name(name: str, member: Member) -> str:
    wire = member.location_name or name
    return wire.lower() if member.location == "header" else wire


def _placed(name: str, convert: Callable[[str], Any], text: str) -> Any:
    try:
        return convert(text)
    except Refused as refused:
        refused.within(member_step(name))
        raise


def _read_query(known: Mapping[str, _Text], query: str, members: dict[str, Any]) -> None:
    for pair in query.split("&"):
        raw_name, _, raw_value = pair.partition("=")
        text = known.get(raw_name) or known.get(_unquote(raw_name, "replace"))
        if text is None:
            continue
        value = _placed(text.name, lambda raw: _unquote(raw, "strict"), raw_value)
        value = _placed(text.name, text.convert, value)
        if text.is_list:
            members.setdefault(text.name, []).append(value)
        else:
            members[text.name] = value


def _unquote(raw: str, errors: str) -> str:
    """Decode percent signs and pluses; text that is not UTF-8 then is refused when `errors` is "strict"."""
    if raw.isascii() and "%" not in raw and "+" not in raw:
        return raw
    try:
        return unquote_to_bytes(raw.replace("+", " ").encode("latin-1", errors)).decode("utf-8", errors)
    except UnicodeError:
        raise Refused("the query is not UTF-8 once its percent signs are decoded") from None


def _json(body: bytes) -> Any:
    """The body's JSON value, never nested deeper than DEPTH_MAX."""
    try:
        value = _decode(body)
    except RecursionError:
        raise _too_deep() from None
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unreadable(_why_not_json(body, error)) from None
    # Brackets can be counted faster than followed; those inside strings only lead to the slower look.
    if body.count(b"{") + body.count(b"[") > DEPTH_MAX and _is_deep(value):
        raise _too_deep()
    if type(value) is dict:
        return value
    raise Unreadable(f"The body: {unexpected(value, 'a JSON object').text}")


def _too_deep() -> Unreadable:
    return Unreadable(f"The body is nested deeper than {DEPTH_MAX} levels")


def _is_deep(value: object) -> bool:
    level = [value]
    for _ in range(DEPTH_MAX):
        level = [
            part
            for each in level
            if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return any(isinstance(each, dict | list) for each in level)


def _why_not_json(body: bytes, error: Exception) -> str:
    """What is wrong with a body, with the place but nothing of what stands there."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as bad:
        return f"The body is not UTF-8 at byte {bad.start}"
    if "truncated" in str(error) and not _SURROGATE.search(body):
        return f"The body is not JSON: it ends too early, after {len(body)} bytes"
    if "surrogate" in str(error) or "truncated" in str(error):
        return "The body is not JSON: an escape names one half of a character, or the body ends too early"
    if "range" in str(error):
        return "The body has a number that is out of range"
    at = _AT_BYTE.search(str(error))
    if at and "trailing" in str(error):
        return f"The body goes on after its JSON value, at byte {int(at[1]) - 1}"
    return f"The body is not JSON at byte {at[1]}" if at else "The body is not JSON"


def _body_reader(operation: Operation) -> Work:
    """The function from the body's JSON object to the members that live there."""
    shape = operation.input
    if shape is None:
        return lambda _: {}
    return _structure(_compiler(operation.model), shape)


@cache
def _compiler(model: Model) -> Compiler:
    return Compiler(model, _build)


def _build(compiler: Compiler, shape: Shape) -> Work:
    if shape.type == "structure":
        return _structure(compiler, shape)
    if shape.type == "list":
        return _list(compiler.of(str(shape.member)))
    if shape.type == "map":
        return _map(compiler.of(str(shape.value)))
    return FROM_JSON[shape.type]


def _structure(compiler: Compiler, shape: Shape) -> Work:
    fields = [
        (name, member.location_name or name, compiler.of(member.shape))
        for name, member in shape.members.items()
        if member.location is None
    ]

    def read(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise unexpected(value, "an object")
        members = {}
        name = ""
        try:
            for name, wire, convert in fields:
                item = value.get(wire)
                if item is not None:
                    members[name] = convert(item)
        except Refused as refused:
            refused.within(member_step(name))
            raise
        return members

    if not shape.union:
        return read
    names = ", ".join(shape.members)

    def read_union(value: Any) -> dict[str, Any]:
        members = read(value)
        if len(members) != 1:
            raise Refused(f"exactly one of {names} was expected, not {len(members)}")
        return members

    return read_union


def _list(convert: Work) -> Work:
    def read(value: Any) -> list[Any]:
        if type(value) is not list:
            raise unexpected(value, "a list")
        items: list[Any] = []
        try:
            for item in value:
                items.append(convert(item))  # noqa: PERF401 - how far it came is where a refusal happened
        except Refused as refused:
            refused.within(index_step(len(items)))
            raise
        return items

    return read


def _map(convert: Work) -> Work:
    def read(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise unexpected(value, "an object")
        for key, item in value.items():
            value[key] = _in_map(key, item)
        return value

    def read_strings(value: Any) -> dict[str, Any]:
        if type(value) is not dict:
            raise unexpected(value, "an object")
        for item in value.values():
            if type(item) is not str:
                return read(value)
        return value

    def _in_map(key: str, item: Any) -> Any:
        try:
            return convert(item)
        except Refused as refused:
            refused.within(member_step(key))
            raise

    return read_strings if convert is string else read
