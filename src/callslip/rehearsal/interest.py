"""Which values matter to a flow: what it compares, traced back to where the values come from."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from callslip.flows.conditions import is_number
from callslip.flows.document import Action, ConditionBranch, Flow
from callslip.flows.graph import reached_from, targets
from callslip.flows.reading import reads
from callslip.flows.references import Path, whole_path
from callslip.flows.registry import find_action_type

OTHER = "something else"
"""A value that no condition asks for."""

_ANY_VALUE = "value"
_NUMBER = "+12065550100"
_ROUNDS_MAX = 10
_ASSIGNING = {"UpdateContactAttributes": "Attributes", "UpdateFlowAttributes": "FlowAttributes"}


class Interest:
    """The values of a flow's references that could lead somewhere."""

    def __init__(self, flow: Flow) -> None:
        """Read the flow once."""
        self._flow = flow
        self._values: dict[Path, dict[str, None]] = {}
        for action in flow.actions:
            self._note_action(action)
        self._trace_back()
        self._below: dict[tuple[str, str], list[Path]] = {}

    def of(self, path: Path) -> list[str | None]:
        """What a reference could lead to, the likely first; None for nothing."""
        values = self._values.get(_same(path))
        return [*values, OTHER, None] if values else [_ANY_VALUE, None]

    def compared(self, path: Path) -> list[str]:
        """The values of a reference that some condition asks for."""
        return list(self._values.get(_same(path), ()))

    def read_anywhere(self) -> list[Path]:
        """Every reference of the flow."""
        return list(dict.fromkeys(_same(path) for action in self._flow.actions for path in reads(action)))

    def read_after(self, action: Action, root: str) -> list[Path]:
        """References under that root that can be read after the action, before another of its type fills it anew."""
        known = self._below.get((action.identifier, root))
        if known is None:
            around = frozenset((action.type,))
            starts = [target for _, target in targets(action) if target is not None]
            names = reached_from(self._flow, starts, around=around)
            found = (_same(path) for each in self._flow.actions if each.identifier in names for path in reads(each))
            known = list(dict.fromkeys(path for path in found if path[0] == root and len(path) > 1))
            self._below[action.identifier, root] = known
        return known

    def _note_action(self, action: Action) -> None:
        given = action.given
        if action.type == "Compare" and (path := _whole(given.get("ComparisonValue"))):
            for branch in action.ways.conditions or ():
                self._note(path, around(branch))
        if action.type == "Loop" and (path := _whole(given.get("LoopCount"))):
            self._note(path, ["1", "2"])
        if action.type == "UpdateContactCallbackNumber" and (path := _whole(given.get("CallbackNumber"))):
            self._note(path, [_NUMBER])

    def _note(self, path: Path, values: Iterable[str]) -> None:
        self._values.setdefault(_same(path), {}).update(dict.fromkeys(values))

    def _trace_back(self) -> None:
        """What is asked of a value that was set from a reference is asked of the reference."""
        pairs = [pair for action in self._flow.actions for pair in _assignments(action)]
        for _ in range(_ROUNDS_MAX):
            for target, source in pairs:
                self._note(source, self._values.get(target, ()))
        self._values = {path: values for path, values in self._values.items() if values}


def around(branch: ConditionBranch) -> list[str]:
    """Values at the edge of a condition: its operand, and for numbers one more and one less."""
    values = []
    for operand in branch.condition.operands:
        if not isinstance(operand, str) or whole_path(operand):
            continue
        values.append(operand)
        if branch.condition.operator.startswith("Number") and is_number(operand):
            number = Decimal(operand.strip())
            values += [str(number + 1), str(number - 1)]
    return values


def nested(values: Mapping[Path, Any]) -> dict[str, Any]:
    """Values by path, below a root, as one JSON object; nothing is left out."""
    whole: dict[str, Any] = {}
    for path, value in values.items():
        inner = whole
        for segment in path[:-1]:
            below = inner.setdefault(segment, {})
            inner = below if isinstance(below, dict) else {}
        if value is not None:
            inner[path[-1]] = value
    return whole


def _assignments(action: Action) -> Iterator[tuple[Path, Path]]:
    root = _ASSIGNING.get(action.type)
    given = action.given.get(root) if root else None
    for name, value in given.items() if root and isinstance(given, dict) else ():
        text = value.get("Value") if isinstance(value, dict) else value
        if (source := _whole(text)) and root:
            yield (root, name), _same(source)
    if action.type == "UpdateContactData":
        for name, value in action.given.items():
            if source := _whole(value):
                yield (name,), _same(source)


def fills(action: Action) -> tuple[str, ...]:
    """The roots that an action fills."""
    kind = find_action_type(action.type)
    return kind.fills if kind else ()


def _same(path: Path) -> Path:
    """Two names of one Lambda answer are one path."""
    return ("External", *path[2:]) if path[:2] == ("LambdaInvocation", "ResultData") else path


def _whole(value: Any) -> Path | None:
    return whole_path(value) if isinstance(value, str) else None
