"""What an action answers: Next, Wait or End."""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from callslip.flows.effects import Effect

WaitKind = Literal[
    "input",
    "time",
    "messages",
    "lambda",
    "module",
    "flow",
    "target",
    "queue",
    "hours",
    "metric",
    "chance",
    "contact",
    "outside",
]
"""What is waited for.

`input` keys of the customer · `time` the clock, or an event · `messages` somebody to interrupt them · `lambda`,
`module`, `flow` what the question names · `target` what a queue is called · `queue` room in it · `hours`, `metric` what
the contact centre knows · `chance` a number from 1 to 100 · `contact` a new contact · `outside` what only a stub knows.
"""


class Success(msgspec.Struct, frozen=True):
    """Done, with nothing to decide by."""


class Result(msgspec.Struct, frozen=True):
    """Done, and conditions decide by this text; None is nothing, for which none holds."""

    value: str | None


class Failure(msgspec.Struct, frozen=True):
    """Not done: an error type of the flow language, and why, for the trace."""

    error: str
    reason: str


Branch = Success | Result | Failure

SUCCESS = Success()


class Next(msgspec.Struct, frozen=True):
    """The action is done and the flow goes on. `data` replaces roots of the run's data, `counter` its loop counter."""

    effects: tuple[Effect, ...] = ()
    branch: Branch = SUCCESS
    data: Mapping[str, Any] = {}
    counter: int | None = None


class Wait(msgspec.Struct, frozen=True):
    """The action waits for an event, at most `timeout_s` seconds; None waits for ever."""

    kind: WaitKind
    timeout_s: int | None = None
    effects: tuple[Effect, ...] = ()
    question: Mapping[str, Any] = {}


class End(msgspec.Struct, frozen=True):
    """The run ends here: `how` is one of the words in `run`, `detail` to what."""

    how: str
    detail: str = ""
    effects: tuple[Effect, ...] = ()


Outcome = Next | Wait | End


def success(*effects: Effect, data: Mapping[str, Any] | None = None) -> Next:
    """On to NextAction."""
    return Next(effects, SUCCESS, data or {})


def result(value: str | None, *effects: Effect, data: Mapping[str, Any] | None = None) -> Next:
    """On by the conditions."""
    return Next(effects, Result(value), data or {})


def failure(reason: str, error: str = "NoMatchingError") -> Next:
    """On by an error branch; nothing was changed."""
    return Next((), Failure(error, reason))
