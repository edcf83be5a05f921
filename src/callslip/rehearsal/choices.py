"""Choices: what the customer and the outside could do where a run waits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from callslip.flows.document import Action
from callslip.flows.events import Answered, Entered, Event, Happened, Stopped, TimedOut
from callslip.flows.lambda_functions import name_of
from callslip.flows.references import Path
from callslip.flows.registry import find_action_type
from callslip.flows.run import Waiting
from callslip.rehearsal.answers import AGENT_CAME
from callslip.rehearsal.chance import Chance
from callslip.rehearsal.interest import OTHER, Interest, around, nested

_COMBINED_MAX = 64
_DRAWN = 16
_KEYS = frozenset("0123456789*#")
_TIME_ERRORS = frozenset(("InputTimeLimitExceeded", "TimeLimitExceeded", "ConnectionTimeLimitExceeded"))
_SOURCES = {"lambda": "External"}


class Choice(NamedTuple):
    """One thing that could happen, in words and as the event."""

    words: str
    event: Event


class Choices:
    """All that could happen in a flow, as far as it makes a difference to it."""

    def __init__(self, interest: Interest, seed: int) -> None:
        """`seed` decides which combinations are drawn where there are too many."""
        self._interest = interest
        self._chance = Chance(seed)
        self._data: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def at(self, action: Action, waiting: Waiting) -> list[Choice]:
        """What could happen now, the likely first."""
        if waiting.kind == "input":
            return list(self._input(action, waiting))
        if waiting.kind == "time":
            events = waiting.question.get("Events", ())
            return [Choice("time is over", TimedOut()), *(Choice(name, Happened(name)) for name in events)]
        if waiting.kind == "messages":
            round_ = [] if waiting.timeout_s is None else [Choice("time is over", TimedOut())]
            return [*round_, Choice(AGENT_CAME, Stopped(AGENT_CAME))]
        return [*self._answers(action, waiting), *_failures(action, waiting)]

    def _input(self, action: Action, waiting: Waiting) -> Iterator[Choice]:
        if waiting.question.get("StoreInput"):
            yield from (Choice(f"press {keys}", Entered(keys)) for keys in self._stored(action))
        else:
            asked = [operand for branch in action.ways.conditions or () for operand in branch.condition.operands]
            spare = next((key for key in "9876543210*#" if key not in asked), "")
            yield from (Choice(f"press {key}", Entered(str(key))) for key in [*asked, spare] if key)
        yield Choice("press nothing", TimedOut())

    def _stored(self, action: Action) -> list[str]:
        values = self._interest.compared(("StoredCustomerInput",))
        keys = [value for value in values if value and set(value) <= _KEYS]
        validation = action.given.get("InputValidation")
        phone = isinstance(validation, dict) and "PhoneNumberValidation" in validation
        return [*keys, "12065550100", "2065550100", "1"] if phone else [*keys, "1", "1234"]

    def _answers(self, action: Action, waiting: Waiting) -> Iterator[Choice]:
        results = self._results(action, waiting)
        for data in self.data_after(action, _SOURCES.get(waiting.kind)):
            for result in results:
                yield Choice(_words(action, waiting, result, data), Answered(result, data=data))

    def _results(self, action: Action, waiting: Waiting) -> Sequence[str | None]:
        """The results that conditions ask for, values at their edges, and one that none asks for."""
        if waiting.kind == "chance":
            return [str(number) for number in _drawn(action)]
        kind = find_action_type(action.type)
        if kind is None or not kind.results:
            return [None]
        asked = [value for branch in action.ways.conditions or () for value in around(branch)]
        unasked = () if kind.conditions == "all" else (OTHER,)
        plain = (None,) if waiting.kind == "module" else ()
        return list(dict.fromkeys((*plain, *asked, *unasked)))

    def data_after(self, action: Action, root: str | None = None) -> list[dict[str, Any] | None]:
        """The data that an answer could have: values of what is read afterwards."""
        kind = find_action_type(action.type)
        roots = [root] if root else list(kind.fills) if kind else []
        if not roots or roots == ["Attributes"]:
            return [None]
        name = roots[0]
        known = self._data.get((action.identifier, name))
        if known is None:
            known = [nested(each) for each in self.combinations(self._below(action, name))]
            self._data[action.identifier, name] = known
        return [*known]

    def _below(self, action: Action, root: str) -> dict[Path, list[str | None]]:
        paths = self._interest.read_after(action, root)
        if root == "External" and not _is_json(action):
            paths = [path for path in paths if len(path) == 2]  # noqa: PLR2004 - root and name
        skip = 2 if root == "Views" else 1
        return {path[skip:]: self._interest.of(path) for path in paths if len(path) > skip}

    def combinations(self, values: Mapping[Path, Sequence[str | None]]) -> list[dict[Path, str | None]]:
        """Values put together: the likely ones, each other value once, nothing at all, and some that are drawn."""
        first = {path: each[0] for path, each in values.items()}
        found = [first]
        found += [{**first, path: value} for path, each in values.items() for value in each[1:]]
        found.append(dict.fromkeys(values))
        if len(values) > 1:
            found += [
                {path: each[self._chance.below(len(each))] for path, each in values.items()} for _ in range(_DRAWN)
            ]
        unique = {msgspec.json.encode(sorted(each.items())): each for each in found}
        return list(unique.values())[:_COMBINED_MAX]


def _failures(action: Action, waiting: Waiting) -> Iterator[Choice]:
    """The errors that are wired and that the outside could cause."""
    for branch in action.ways.errors or ():
        error = branch.error_type
        if error == "NoMatchingCondition" or not can_take(action, error):
            continue
        if error in _TIME_ERRORS and waiting.timeout_s is not None:
            yield Choice("time is over", TimedOut())
        else:
            yield Choice(f"{action.identifier} fails: {error}", Answered(error=error, reason="tried"))


def can_take(action: Action, error: str) -> bool:
    """Whether an action of that type can take that error."""
    kind = find_action_type(action.type)
    return kind is not None and (kind.is_open or error in kind.errors or error in kind.required_errors)


def _words(action: Action, waiting: Waiting, result: str | None, data: dict[str, Any] | None) -> str:
    who = name_of(str(waiting.question["Arn"])) if waiting.kind == "lambda" else action.identifier
    parts = [] if result is None else [result]
    if data or waiting.kind == "lambda":
        parts.append(msgspec.json.encode(data).decode())
    return f"{who} answers {' '.join(parts)}" if parts else f"{who} is done"


def _drawn(action: Action) -> list[int]:
    edges = {1, 100}
    for branch in action.ways.conditions or ():
        for operand in branch.condition.operands:
            if isinstance(operand, str) and operand.isdecimal():
                edges |= {int(operand) - 1, int(operand)}
    return sorted(number for number in edges if 1 <= number <= 100)  # noqa: PLR2004 - percent


def _is_json(action: Action) -> bool:
    validation = action.given.get("ResponseValidation")
    return isinstance(validation, dict) and validation.get("ResponseType") == "JSON"
