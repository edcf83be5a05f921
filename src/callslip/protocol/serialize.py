"""Answers and errors to bytes, by the model; a member that the model does not know is a bug of ours and raises."""

import base64
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec

from callslip.domain.errors import ServiceError
from callslip.protocol.compiler import Compiler, Work
from callslip.protocol.message import Response
from callslip.protocol.model import Model, Operation, Shape

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_JSON = ("Content-Type", "application/json")
_RETRY_AFTER = ("Retry-After", "1")
_RETRY_STATUSES = frozenset({429, 503})

_encode = msgspec.json.Encoder().encode


def serialize(operation: Operation, output: Mapping[str, Any] | None, request_id: str) -> Response:
    """The answer 200 with the members of `output`; those that are None are left out.

    Times come as whole milliseconds since 1970, blobs as bytes. Raises KeyError for a member that the model does not
    have and TypeError for a value of another type than the model's: both are bugs of the operation.
    """
    if not output:
        return Response(200, (_JSON, ("x-amzn-RequestId", request_id)), b"{}")
    in_headers, write = _writer(operation)
    headers: list[tuple[str, str]] = [_JSON, ("x-amzn-RequestId", request_id)]
    if in_headers:
        headers += [(wire, _header(output[name])) for name, wire in in_headers if output.get(name) is not None]
        output = {name: value for name, value in output.items() if name not in dict(in_headers)}
    return Response(200, tuple(headers), _encode(write(output)))


def serialize_error(model: Model, error: ServiceError, request_id: str) -> Response:
    """The answer to a request that failed: the code in a header, the message in the body in both spellings.

    Raises LookupError for an error that has no status and that the model does not declare, and KeyError for a member
    that the error's shape does not have.
    """
    code = type(error).__name__
    status = error.status or model.error_status(code)
    if status is None:
        raise LookupError(f"{code} has no status, neither its own nor in the model")
    body = {"Message": error.message, "message": error.message}
    if error.members:
        body |= _error_writer(model, code)(error.members)
    headers = [_JSON, ("x-amzn-RequestId", request_id), ("x-amzn-ErrorType", code)]
    if status in _RETRY_STATUSES:
        headers.append(_RETRY_AFTER)
    return Response(status, tuple(headers), _encode(body))


@cache
def _writer(operation: Operation) -> tuple[tuple[tuple[str, str], ...], Work]:
    """Members that go to headers, with their names there, and the function for the rest; made at the first answer."""
    shape = operation.output
    if shape is None:
        return (), _structure(_compiler(operation.model), Shape("structure"))
    in_headers = tuple((name, m.location_name or name) for name, m in shape.members.items() if m.location == "header")
    return in_headers, _structure(_compiler(operation.model), shape)


@cache
def _error_writer(model: Model, code: str) -> Work:
    return _structure(_compiler(model), model.shape(code))


@cache
def _compiler(model: Model) -> Compiler:
    return Compiler(model, _build)


def _header(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int):
        return str(value)
    raise TypeError(f"a header takes a string, a whole number or a boolean, not {type(value).__name__}")


def _build(compiler: Compiler, shape: Shape) -> Work:
    if shape.type == "structure":
        return _structure(compiler, shape)
    if shape.type == "list":
        return _list(compiler.of(str(shape.member)))
    if shape.type == "map":
        return _map(compiler.of(str(shape.value)), of_strings=compiler.model.shape(str(shape.value)).type == "string")
    if shape.type == "timestamp":
        return _iso_8601 if shape.timestamp_format == "iso8601" else _epoch_seconds
    if shape.type == "blob":
        return _base64
    return _scalar(shape.type)


def _structure(compiler: Compiler, shape: Shape) -> Work:
    fields = {
        name: (member.location_name or name, compiler.of(member.shape))
        for name, member in shape.members.items()
        if member.location is None
    }

    def write(value: Any) -> dict[str, Any]:
        _demand(value, Mapping)
        members = {}
        for name, item in value.items():
            wire, convert = fields[name]
            if item is not None:
                members[wire] = convert(item)
        if shape.union and len(members) != 1:
            raise TypeError(f"a union has exactly one member, not {len(members)}")
        return members

    return write


def _list(convert: Work) -> Work:
    def write(value: Any) -> list[Any]:
        _demand(value, list | tuple)
        return [convert(item) for item in value]

    return write


def _map(convert: Work, *, of_strings: bool) -> Work:
    def write(value: Any) -> dict[str, Any]:
        _demand(value, Mapping)
        return {key: convert(item) for key, item in value.items()}

    def write_strings(value: Any) -> dict[str, Any]:
        _demand(value, Mapping)
        for item in value.values():
            if type(item) is not str:
                return write(value)
        return dict(value)

    return write_strings if of_strings else write


def _scalar(kind: str) -> Callable[[Any], Any]:
    types: dict[str, Any] = {
        "boolean": bool,
        "document": dict | list,
        "double": int | float,
        "float": int | float,
        "integer": int,
        "long": int,
        "string": str,
    }
    wanted = types[kind]

    def write(value: Any) -> Any:
        _demand(value, wanted)
        if wanted is not bool and isinstance(value, bool):
            raise TypeError(f"the model has a {kind} here, not a boolean")
        return value

    return write


def _demand(value: object, wanted: Any) -> None:
    if type(value) is dict and wanted is Mapping:
        return  # to ask an abstract class takes three times as long
    if not isinstance(value, wanted):
        raise TypeError(f"the model has {wanted} here, not {type(value).__name__}")


def _epoch_seconds(value: Any) -> Any:
    _demand(value, int)
    return value // 1000 if value % 1000 == 0 else value / 1000


def _iso_8601(value: Any) -> str:
    _demand(value, int)
    moment = _EPOCH + timedelta(milliseconds=value)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _base64(value: Any) -> str:
    _demand(value, bytes)
    return base64.b64encode(value).decode("ascii")
