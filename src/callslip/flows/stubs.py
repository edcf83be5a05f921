"""Stubs: what a test or a configuration lets an action's outside world answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from callslip.flows.document import Action
from callslip.flows.events import Answered


class Stub(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """An answer: an error type, or a result and data. With `said`, only when the customer said something with it."""

    result: str | None = None
    error: str | None = None
    data: Any = None
    said: str | None = None

    def answer(self) -> Answered:
        """The stub as an event."""
        return Answered(self.result, self.error, self.data, "a stub says so" if self.error else "")


Stubs = Mapping[str, Sequence[Stub]]
"""Stubs by selector: an action's identifier, its type, or a name or ARN among its parameters.

The first answer is for the first time, and so on; the last stays. An ARN may be given by its last part.
"""


def find_stub(
    stubs: Stubs, action: Action, parameters: Mapping[str, Any], turn: int, said: str | None = None
) -> Stub | None:
    """The answer for an action's `turn`-th question (from 0), with what the customer said last."""
    for selector in selectors(action, parameters):
        answers = stubs.get(selector)
        if answers:
            return _pick(answers, turn, said)
    return None


def lasting_error(stubs: Stubs, action: Action) -> str | None:
    """The error that is all a stub says of an action, whatever was asked; None where there is none."""
    for selector in selectors(action, action.given):
        answers = stubs.get(selector)
        if answers:
            return answers[0].error if len(answers) == 1 and answers[0].said is None else None
    return None


def selectors(action: Action, parameters: Mapping[str, Any]) -> Iterator[str]:
    """What a stub for this action can be named by, the most exact first."""
    yield action.identifier
    for name in _texts(parameters):
        yield name
        if name.startswith("arn:"):
            yield _last_part(name)
    yield action.type


def unanswered(action: Action) -> Answered:
    """The answer where nothing says what it is: the action's error branch, and why."""
    return Answered(
        error="NoMatchingError",
        reason=f"nothing says what {action.type} answers; give a stub for {action.identifier!a} or {action.type}",
    )


def _pick(answers: Sequence[Stub], turn: int, said: str | None) -> Stub | None:
    if said is not None:
        fitting = [stub for stub in answers if stub.said is not None and stub.said.lower() in said.lower()]
        if fitting:
            return fitting[0]
    plain = [stub for stub in answers if stub.said is None]
    return plain[min(turn, len(plain) - 1)] if plain else None


def _texts(parameters: Mapping[str, Any]) -> Iterator[str]:
    for value in parameters.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (inner for inner in value.values() if isinstance(inner, str))


def _last_part(arn: str) -> str:
    return arn.rpartition("/")[2] if "/" in arn else arn.rpartition(":")[2]
