"""What is wrong with one action: parameters, errors, conditions and transitions against its type's declaration."""

from collections.abc import Iterator, Mapping
from typing import Any

from callslip.flows.action_type import ANY, ActionType, Fault, Parameter
from callslip.flows.conditions import is_number
from callslip.flows.document import Action, ConditionBranch
from callslip.flows.reading import ROOTS
from callslip.flows.references import paths_in, shown, whole_path

MISSING = "Action is missing required property"
WRONG_NAME = "Invalid Action property name"

_INTEGER_DIGITS_MAX = 19


def faults(action: Action, kind: ActionType) -> Iterator[Fault]:
    """All of them, in the order of the document."""
    yield from _parameters(action, kind)
    yield from _errors(action, kind)
    yield from _conditions(action, kind)
    yield from _transitions(action, kind)
    if kind.check is not None:
        yield from kind.check(action)


def _parameters(action: Action, kind: ActionType) -> Iterator[Fault]:
    given = action.given
    for name, parameter in kind.parameters.items():
        if parameter.required and name not in given:
            yield Fault(f"Parameters.{name}", f"{kind.name} needs {name}", MISSING)
    for name, value in given.items():
        if name in kind.parameters:
            yield from _value(f"Parameters.{name}", value, kind.parameters[name])
        elif not kind.is_open:
            known = ", ".join(kind.parameters) or "it has none"
            yield Fault(f"Parameters.{name}", f"{kind.name} has no parameter {name}; known: {known}", WRONG_NAME)
    yield from _exclusions(given, kind)


def _exclusions(given: Mapping[str, Any], kind: ActionType) -> Iterator[Fault]:
    for group, at_least in ((kind.exactly_one, 1), (kind.at_most_one, 0)):
        present = [name for name in group if name in given]
        names = ", ".join(group)
        if len(present) > 1:
            message = f"Only one of these properties may be defined. Properties: [{', '.join(present)}]"
            yield Fault("Parameters", f"only one of {names} can be given", message)
        elif len(present) < at_least and group:
            yield Fault("Parameters", f"one of {names} must be given", f"At least one of [{names}] must be set")


def _value(place: str, value: Any, parameter: Parameter) -> Iterator[Fault]:
    paths = list(paths_in(value))
    if parameter.notation == "static" and paths:
        yield Fault(place, f"the reference {shown(paths[0])} cannot stand here: the value must be static")
        return
    if parameter.notation == "path" and not (isinstance(value, str) and whole_path(value)):
        yield Fault(place, "the value must be one reference and nothing else, such as $.Attributes.name")
        return
    if parameter.notation == "static or path" and paths and not (isinstance(value, str) and whole_path(value)):
        yield Fault(place, "the value must be a literal or one whole reference, not a mixture")
    if parameter.notation != "free":
        unknown = [path for path in paths if path[0] not in ROOTS]
        if unknown:
            yield Fault(place, f"{shown(unknown[0])}: there is nothing called {unknown[0][0]}")
    if not paths:
        yield from _literal(place, value, parameter)


def _literal(place: str, value: Any, parameter: Parameter) -> Iterator[Fault]:
    if parameter.values and str(value).lower() not in {each.lower() for each in parameter.values}:
        yield Fault(place, f"{value!a} is not one of {', '.join(parameter.values)}")
    if parameter.bounds is not None and not _within(str(value), *parameter.bounds):
        low, high = parameter.bounds
        yield Fault(place, f"{value!a} is no whole number from {low:,} to {high:,}")


def _within(text: str, low: int, high: int) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= _INTEGER_DIGITS_MAX and low <= int(text) <= high


def has_empty_text(value: Any) -> bool:
    """Whether an empty text stands anywhere in a JSON value."""
    if isinstance(value, dict):
        return any(map(has_empty_text, value.values()))
    if isinstance(value, list):
        return any(map(has_empty_text, value))
    return bool(value == "")


def _errors(action: Action, kind: ActionType) -> Iterator[Fault]:
    wired = [branch.error_type for branch in action.ways.errors or ()]
    for error in kind.required_errors:
        if error not in wired:
            yield Fault("", f"{error} must be wired", f"Action is missing required error. Error: {error}")
    for index, error in enumerate(wired):
        if error not in kind.required_errors and error not in kind.errors and not kind.is_open:
            can = ", ".join((*kind.required_errors, *kind.errors)) or "none"
            place = f"Transitions.Errors[{index}]"
            yield Fault(
                place, f"{kind.name} never takes {error}; it can take: {can}", f"Invalid Action error. Error: {error}"
            )


def _conditions(action: Action, kind: ActionType) -> Iterator[Fault]:
    branches = action.ways.conditions or ()
    place = "Transitions.Conditions"
    if branches and not kind.results:
        yield Fault(place, f"{kind.name} has no result to compare", "Action does not support conditions")
        return
    if kind.conditions and not branches:
        yield Fault(place, f"{kind.name} needs a condition")
    for index, branch in enumerate(branches):
        yield from _condition(f"{place}[{index}]", branch, kind)
    if kind.conditions == "all" and branches:
        asked = {operand for branch in branches for operand in branch.condition.operands if isinstance(operand, str)}
        missing = [name for name in kind.results if name not in asked]
        if missing:
            yield Fault(place, f"there must be a condition for each of {', '.join(kind.results)}")


def _condition(place: str, branch: ConditionBranch, kind: ActionType) -> Iterator[Fault]:
    condition = branch.condition
    if condition.operator not in kind.operators:
        yield Fault(place, f"{condition.operator!a} is not one of {', '.join(kind.operators)}")
    if len(condition.operands) != 1 or not isinstance(condition.operands[0], str):
        yield Fault(place, f"there must be one operand, not {len(condition.operands)}, and it must be a text")
        return
    operand = condition.operands[0]
    if condition.operator.startswith("Number") and not is_number(operand) and not whole_path(operand):
        yield Fault(place, f"{operand!a} is no number")
    if kind.results not in ((), ANY) and operand not in kind.results:
        yield Fault(place, f"the result is never {operand!a}; it can be: {', '.join(kind.results)}")


def _transitions(action: Action, kind: ActionType) -> Iterator[Fault]:
    ways = action.ways
    if kind.ends:
        if ways.next_action is not None or ways.errors:
            yield Fault("Transitions", f"nothing comes after {kind.name}", "Action does not support transitions")
    elif ways.next_action is None and not kind.awaits_people:
        yield Fault("Transitions.NextAction", "nothing says where it goes on", MISSING)
