"""The flow document: read once, kept as it came."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import force_setattr

VERSION = "2019-10-30"
_PLACE = re.compile(r" - at `\$\.?(.*)`$")


class FlowFormatError(ValueError):
    """The text is no flow document; says what is wrong and where."""


class Condition(msgspec.Struct, frozen=True, rename="pascal"):
    """An operator and what a result is compared with; operands are texts, or conditions where they nest."""

    operator: str
    operands: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        """Numbers and truths stand for their texts."""
        force_setattr(self, "operands", tuple(_as_text(operand) for operand in self.operands))


class ErrorBranch(msgspec.Struct, frozen=True, rename="pascal"):
    """Where an error of one type leads."""

    error_type: str
    next_action: str | None = None


class ConditionBranch(msgspec.Struct, frozen=True, rename="pascal"):
    """Where a result leads for which the condition holds."""

    condition: Condition
    next_action: str | None = None


class Transitions(msgspec.Struct, frozen=True, rename="pascal"):
    """What may come after an action; conditions in the order in which they are asked."""

    next_action: str | None = None
    errors: tuple[ErrorBranch, ...] | None = ()
    conditions: tuple[ConditionBranch, ...] | None = ()

    def __post_init__(self) -> None:
        """A list that is null is an empty one."""
        force_setattr(self, "errors", self.errors or ())
        force_setattr(self, "conditions", self.conditions or ())

    def find_error(self, error_type: str) -> ErrorBranch | None:
        """The first branch for errors of that type."""
        return next((branch for branch in self.errors or () if branch.error_type == error_type), None)


_NO_TRANSITIONS = Transitions()


class Action(msgspec.Struct, frozen=True, rename="pascal"):
    """One step of a flow. `is_dynamic` says whether a parameter has a reference in it."""

    identifier: str
    type: str
    parameters: Mapping[str, Any] | None = None
    transitions: Transitions | None = None
    is_dynamic: bool = msgspec.field(default=False, name=" is_dynamic")

    def __post_init__(self) -> None:
        """Parameters and transitions that are missing are empty ones."""
        force_setattr(self, "parameters", self.parameters or {})
        force_setattr(self, "transitions", self.transitions or _NO_TRANSITIONS)
        force_setattr(self, "is_dynamic", _has_reference(self.parameters))

    @property
    def given(self) -> Mapping[str, Any]:
        """The parameters as the document has them."""
        return self.parameters or {}

    @property
    def ways(self) -> Transitions:
        """The transitions, never None."""
        return self.transitions or _NO_TRANSITIONS


class _Document(msgspec.Struct, frozen=True, rename="pascal"):
    version: str
    start_action: str
    actions: tuple[Action, ...]
    metadata: Any = None
    settings: Any = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow document; `text` is what was read, to the byte. Of two actions with one identifier the first is found."""

    text: str
    start: str
    actions: tuple[Action, ...]
    by_identifier: Mapping[str, Action]
    metadata: Mapping[str, Any]
    settings: Mapping[str, Any]

    def find(self, identifier: str) -> Action | None:
        """The action of that name."""
        return self.by_identifier.get(identifier)


def parse_flow(text: str) -> Flow:
    """Read a document. Raises FlowFormatError where it has not the form of one; `check_flow` finds the rest."""
    try:
        document = msgspec.json.decode(text.removeprefix("\ufeff"), type=_Document)
    except msgspec.DecodeError as error:
        raise FlowFormatError(_explain(text, str(error))) from None
    if document.version != VERSION:
        raise FlowFormatError(f"Version is {document.version!a}; the only version of the flow language is {VERSION!r}.")
    by_identifier: dict[str, Action] = {}
    for action in document.actions:
        by_identifier.setdefault(action.identifier, action)
    return Flow(
        text=text,
        start=document.start_action,
        actions=document.actions,
        by_identifier=by_identifier,
        metadata=document.metadata if isinstance(document.metadata, dict) else {},
        settings=document.settings if isinstance(document.settings, dict) else {},
    )


def _explain(text: str, error: str) -> str:
    if '"modules"' in text and '"Actions"' not in text:
        return (
            "This is an export of the old kind (a list of modules). Import it in Amazon's console and export it anew."
        )
    found = _PLACE.search(error)
    if found is None:
        return f"This is no flow document: {error}."
    return f"This is no flow document: at {found[1] or 'the top'}: {error[: found.start()]}."


def _as_text(operand: Any) -> Any:
    if isinstance(operand, dict):
        return msgspec.convert(operand, Condition)
    return operand if isinstance(operand, str) else msgspec.json.encode(operand).decode()


def _has_reference(value: Any) -> bool:
    if isinstance(value, str):
        return "$" in value
    if isinstance(value, dict):
        return any("$" in name or _has_reference(part) for name, part in value.items())
    return isinstance(value, list) and any(map(_has_reference, value))
