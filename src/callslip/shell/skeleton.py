"""`--generate-cli-skeleton`: a sample of a request or an answer, made from the API model."""

import json
from collections.abc import Iterator
from typing import Any

from callslip.protocol.model import Model, Shape

_YAML_WORDS = ("NO", "NULL", "OFF", "ON", "TRUE", "FALSE", "YES", "Y", "N")
_NUMBERS = {"integer": 0, "long": 0, "float": 0.0, "double": 0.0}


def input_skeleton(model: Model, name: str | None) -> Any:
    """Every member with an empty value; an enumeration with its first. `name` is the input's shape."""
    return _Sample(model, speak_names=False).of(name, "") if name else {}


def output_skeleton(model: Model, name: str | None) -> Any:
    """Every member with its own name as the value. `name` is the output's shape."""
    return _Sample(model, speak_names=True).of(name, "") if name else {}


def yaml_skeleton(model: Model, name: str | None) -> str:
    """The input skeleton in YAML, each line with what the model asks of it."""
    return "\n".join(_yaml_lines(model, model.shape(name), 0, (name,))) if name else "{}"


class _Sample:
    def __init__(self, model: Model, *, speak_names: bool) -> None:
        self._model = model
        self._speak_names = speak_names
        self._above: list[str] = []

    def of(self, name: str, spoken: str) -> Any:
        """A sample of the shape; a structure inside itself is left empty."""
        shape = self._model.shape(name)
        if shape.type not in ("structure", "list", "map"):
            return self._scalar(shape, spoken)
        self._above.append(name)
        try:
            return self._complex(name, shape)
        finally:
            self._above.pop()

    def _complex(self, name: str, shape: Shape) -> Any:
        if shape.type == "list":
            return [self.of(shape.member or "", (shape.member or "") if self._speak_names else "")]
        if shape.type == "map":
            return {"KeyName": self.of(shape.value or "", "")}
        if self._above.count(name) > 1:
            return {}
        return {key: self.of(member.shape, key) for key, member in shape.members.items()}

    def _scalar(self, shape: Shape, spoken: str) -> Any:
        if shape.type in _NUMBERS:
            return _NUMBERS[shape.type]
        if shape.type == "boolean":
            return True
        if shape.type == "timestamp":
            return "1970-01-01T00:00:00"
        if self._speak_names:
            return spoken
        return shape.enum[0] if shape.enum else ""


def _yaml_lines(model: Model, shape: Shape, depth: int, above: tuple[str, ...]) -> Iterator[str]:
    indent = "  " * depth
    if shape.type == "structure":
        for key, member in shape.members.items():
            yield from _yaml_entry(model, f"{indent}{key}:", member.shape, depth, above, required=key in shape.required)
    elif shape.type == "map":
        yield from _yaml_entry(model, f"{indent}KeyName:", shape.value or "", depth, above, required=False)
    else:
        inner = list(_yaml_lines_of_item(model, shape.member or "", depth + 1, above))
        yield f"{indent}- {inner[0].lstrip()}"
        yield from inner[1:]


def _yaml_lines_of_item(model: Model, name: str, depth: int, above: tuple[str, ...]) -> Iterator[str]:
    shape = model.shape(name)
    if _is_open(shape, name, above):
        yield from _yaml_lines(model, shape, depth, (*above, name))
    else:
        yield _yaml_scalar(model, shape, name)


def _yaml_entry(
    model: Model, head: str, name: str, depth: int, above: tuple[str, ...], *, required: bool
) -> Iterator[str]:
    shape = model.shape(name)
    note = _note(shape, required=required)
    if _is_open(shape, name, above):
        yield f"{head}{note}"
        yield from _yaml_lines(model, shape, depth + 1, (*above, name))
    else:
        yield f"{head} {_yaml_scalar(model, shape, name)}{note}"


def _is_open(shape: Shape, name: str, above: tuple[str, ...]) -> bool:
    if shape.type == "structure":
        return bool(shape.members) and name not in above
    return shape.type in ("list", "map")


def _yaml_scalar(model: Model, shape: Shape, name: str) -> str:
    value = {} if shape.type == "structure" else input_skeleton(model, name)
    if not isinstance(value, str):
        return json.dumps(value)
    return value if value.isidentifier() and value.upper() not in _YAML_WORDS else f"'{value}'"


def _note(shape: Shape, *, required: bool) -> str:
    words = ["[REQUIRED]"] if required else []
    if shape.enum:
        words.append(f"Valid values are: {', '.join(shape.enum)}.")
    return f"  # {' '.join(words)}" if words else ""
