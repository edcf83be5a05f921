"""What an action type declares, and what its function is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from callslip.flows.document import Action
from callslip.flows.events import Event
from callslip.flows.outcome import Outcome
from callslip.flows.references import text_of
from callslip.flows.scope import Scope

Notation = Literal["static", "static or path", "free", "path"]
"""Where references may stand: nowhere; as the whole value; among text; as the whole value and nothing else."""

VOICE = frozenset({"VOICE"})
CHAT = frozenset({"CHAT"})
PROMPTS = ("Text", "SSML", "PromptId", "Media")

ANY: tuple[str, ...] = ("*",)
"""`results` of an action whose result can be any text."""


class ParameterError(ValueError):
    """A parameter is not what the action can work with; the action takes its error branch."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: where references may stand, what static values are allowed, the bounds of a number."""

    notation: Notation
    required: bool = False
    values: tuple[str, ...] = ()
    bounds: tuple[int, int] | None = None


def static(*values: str, required: bool = False, bounds: tuple[int, int] | None = None) -> Parameter:
    """No reference; with `values`, one of these."""
    return Parameter("static", required, values, bounds)


def static_or_path(*, required: bool = False, bounds: tuple[int, int] | None = None) -> Parameter:
    """A literal, or one path."""
    return Parameter("static or path", required, (), bounds)


def free(*, required: bool = False) -> Parameter:
    """Text and paths mixed."""
    return Parameter("free", required)


def path(*, required: bool = False) -> Parameter:
    """A path and nothing else."""
    return Parameter("path", required)


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of an action. `parameters` have their references filled in; `event` is what ended its Wait, else None.

    `data` is the run's, `counter` how often this action went round (Loop). The readers raise ParameterError.
    """

    identifier: str
    parameters: Mapping[str, Any]
    scope: Scope
    data: Mapping[str, Any]
    counter: int
    event: Event | None

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text; `default` where it is missing or leads to nothing."""
        value = self.parameters.get(name)
        return default if value is None else text_of(value)

    def whole_number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A parameter as a whole number within bounds."""
        text = self.text(name, "" if default is None else str(default)).strip()
        digits = text.removeprefix("-")
        if len(digits) > _DIGITS_MAX or not (digits.isascii() and digits.isdecimal()) or not low <= int(text) <= high:
            raise ParameterError(f"{name} is {text!a}; it must be a whole number from {low:,} to {high:,}")
        return int(text)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A parameter as yes or no, in any spelling of `true` and `false`."""
        text = self.text(name, str(default)).lower()
        if text not in ("true", "false"):
            raise ParameterError(f"{name} is {text!a}; it must be True or False")
        return text == "true"

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A parameter that is an object; an empty one where it is missing."""
        value = self.parameters.get(name)
        if not isinstance(value, dict | None):
            raise ParameterError(f"{name} must be an object")
        return value or {}

    def sequence(self, name: str) -> list[Any]:
        """A parameter that is a list; an empty one where it is missing."""
        value = self.parameters.get(name)
        if not isinstance(value, list | None):
            raise ParameterError(f"{name} must be a list")
        return value or []


_DIGITS_MAX = 19

Perform = Callable[[Step], Outcome]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one action: the place inside it (`Parameters.Tags`) and why.

    `message` is what the service says; empty for its usual words for a wrong value.
    """

    place: str
    detail: str
    message: str = ""


Check = Callable[[Action], Iterable[Fault]]


def _unbuilt(step: Step) -> Outcome:
    raise NotImplementedError(step.identifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionType:
    """What the service and the engine know of an action type; as a decorator it takes the action's function.

    `required_errors` must be wired, `errors` may be; others are refused. `results` are what conditions can be asked
    for: empty for an action without result, ANY for any text. `ends` has no transitions; `leaves` leaves the flow when
    it succeeds, so that NextAction is never its success. `channels` are those it works on (empty: all); on others it
    takes NoMatchingError, or does nothing when `idle_elsewhere`. `flow_types` are those it may stand in (empty: all).
    `fills` are the roots of references it sets. `exactly_one` and `at_most_one` are parameters that exclude others.
    `is_outside`: only a stub knows the answer. `is_open`: its parameters are not published, so any are taken.
    `conditions`: `some` needs a condition, `all` one for each result. `awaits_people`: only somebody else ends it, so
    that it needs no NextAction. `check` finds what the declaration cannot say.
    """

    name: str
    summary: str
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    exactly_one: tuple[str, ...] = ()
    at_most_one: tuple[str, ...] = ()
    required_errors: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    operators: tuple[str, ...] = ("Equals",)
    ends: bool = False
    leaves: bool = False
    channels: frozenset[str] = frozenset()
    idle_elsewhere: bool = False
    flow_types: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    is_outside: bool = False
    is_open: bool = False
    conditions: Literal["", "some", "all"] = ""
    awaits_people: bool = False
    check: Check | None = None
    perform: Perform = _unbuilt

    def __call__(self, perform: Perform) -> "ActionType":
        """This type, performed by that function."""
        return replace(self, perform=perform)
