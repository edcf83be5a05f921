"""The API model as data: operations, shapes and the status of each error; knows nothing of requests."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec

_AMAZONS = Path(__file__).with_name("connect.json")
_OWN = Path(__file__).parents[1] / "extensions"
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Member(msgspec.Struct, frozen=True, rename="camel"):
    """A member of a structure; `shape` names its shape, `location` is None for the body."""

    shape: str
    location: str | None = None
    location_name: str | None = None
    idempotency_token: bool = False
    box: bool = False


class Shape(msgspec.Struct, frozen=True, rename="camel"):
    """A type of the model; `key`, `value` (maps) and `member` (lists) name shapes.

    `min` and `max` count code points, bytes, entries or are a number's range, by `type`.
    `http_status_code` is set for errors only.
    """

    type: str
    members: dict[str, Member] = {}
    required: frozenset[str] = frozenset()
    min: int | float | None = None
    max: int | float | None = None
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    union: bool = False
    sensitive: bool = False
    timestamp_format: str | None = None
    http_status_code: int | None = None
    member: str | None = None
    key: str | None = None
    value: str | None = None


class _OperationLine(msgspec.Struct):
    method: str
    template: str
    input: str | None = None
    output: str | None = None
    errors: tuple[str, ...] = ()
    idempotent: bool = False


class _Part(msgspec.Struct):
    operations: dict[str, _OperationLine]
    shapes: dict[str, msgspec.Raw]


class _File(_Part):
    botocore: str


def snake_case(name: str) -> str:
    """An operation's name as boto3 spells its method: StartWebRTCContact -> start_web_rtc_contact.

    A word starts at a capital after a small letter or digit, and at the last capital of a run when a small letter
    follows; a digit belongs to the word before it (GetMetricDataV2 -> get_metric_data_v2).
    """
    return _WORD_START.sub("_", name).lower()


class Operation(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One API operation; compared by identity, there is one of each in a model."""

    name: str
    method: str
    template: str
    idempotent: bool
    model: "Model"
    input_name: str | None
    output_name: str | None
    error_names: tuple[str, ...]

    @cached_property
    def function_name(self) -> str:
        """The name in snake case: of the file, the function and boto3's method."""
        return snake_case(self.name)

    @cached_property
    def errors(self) -> frozenset[str]:
        """Names of the errors that the model declares on this operation."""
        return frozenset(self.error_names)

    @property
    def input(self) -> Shape | None:
        """The structure of the request's members, or None."""
        return None if self.input_name is None else self.model.shape(self.input_name)

    @property
    def output(self) -> Shape | None:
        """The structure of the answer's members, or None."""
        return None if self.output_name is None else self.model.shape(self.output_name)


class Model:
    """All operations by name, and the shapes; a shape is read when it is first asked for.

    `parts` bring further operations and shapes; raises ValueError when one has a name that is taken.
    """

    def __init__(self, text: bytes, *parts: bytes) -> None:
        file = msgspec.json.decode(text, type=_File)
        self.botocore = file.botocore
        for each in parts:
            _add(file, msgspec.json.decode(each, type=_Part))
        self._raw = file.shapes
        self._shapes: dict[str, Shape] = {}
        self.operations: Mapping[str, Operation] = {
            name: Operation(
                name, line.method, line.template, line.idempotent, self, line.input, line.output, line.errors
            )
            for name, line in file.operations.items()
        }

    def shape(self, name: str) -> Shape:
        """The shape of that name; raises KeyError when the model has none."""
        shape = self._shapes.get(name)
        if shape is None:
            shape = self._shapes[name] = msgspec.json.decode(self._raw[name], type=Shape)
        return shape

    def error_status(self, code: str) -> int | None:
        """The HTTP status of a declared error, or None when the model does not declare it."""
        return self.shape(code).http_status_code if code in self._raw else None


@cache
def load_model() -> Model:
    """The model of Amazon Connect's API that comes with this package, read once; takes a few milliseconds."""
    return Model(_AMAZONS.read_bytes())


def load_model_with_extensions() -> Model:
    """Amazon's API and our own operations, whose descriptions lie beside them, as one model."""
    return Model(_AMAZONS.read_bytes(), *(path.read_bytes() for path in sorted(_OWN.glob("*.json"))))


def _add(whole: _Part, part: _Part) -> None:
    taken = (whole.operations.keys() & part.operations.keys()) | (whole.shapes.keys() & part.shapes.keys())
    if taken:
        raise ValueError(f"two parts of the model have {', '.join(sorted(taken))}")
    whole.operations |= part.operations
    whole.shapes |= part.shapes
