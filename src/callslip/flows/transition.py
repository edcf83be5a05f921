"""The transition rule: which action comes after one that is done."""

from typing import NamedTuple

from callslip.flows.conditions import holds
from callslip.flows.document import Action, Condition, ConditionBranch
from callslip.flows.outcome import Branch, Failure, Result


class Way(NamedTuple):
    """The branch taken, named by its place in Transitions, and where it leads; both None where there is none."""

    branch: str | None
    next_action: str | None


def choose(action: Action, branch: Branch) -> Way:
    """The way on.

    An error takes the branch of its type, else NoMatchingError, else none. A result takes the first condition that
    holds, else NoMatchingCondition, else NextAction. Plain success takes NextAction. NextAction often repeats another
    branch: it is a success only where nothing else decides. A result that nothing is asked of takes NextAction too,
    unless that only repeats NoMatchingError (our decision: so it stands in exports whose way on is
    NoMatchingCondition).
    Source: https://docs.aws.amazon.com/connect/latest/devguide/flow-language-actions.html
    """
    if isinstance(branch, Failure):
        return _error_way(action, branch.error, "NoMatchingError") or Way(None, None)
    ways = action.ways
    if isinstance(branch, Result):
        for index, condition in enumerate(ways.conditions or ()):
            if _holds(condition, branch.value):
                return Way(f"Conditions[{index}]", condition.next_action)
        unmatched = _error_way(action, "NoMatchingCondition")
        if unmatched and (ways.conditions or repeats_error(action)):
            return unmatched
    return Way("NextAction", ways.next_action) if ways.next_action is not None else Way(None, None)


def repeats_error(action: Action) -> bool:
    """Whether NextAction leads where NoMatchingError does, or nowhere, and NoMatchingCondition elsewhere."""
    ways = action.ways
    error, unmatched = ways.find_error("NoMatchingError"), ways.find_error("NoMatchingCondition")
    if unmatched is None or unmatched.next_action == ways.next_action:
        return False
    return ways.next_action is None or (error is not None and error.next_action == ways.next_action)


def _holds(branch: ConditionBranch, value: str | None) -> bool:
    condition: Condition = branch.condition
    return bool(condition.operands) and all(
        isinstance(operand, str) and holds(condition.operator, operand, value) for operand in condition.operands[:1]
    )


def _error_way(action: Action, *error_types: str) -> Way | None:
    errors = action.ways.errors or ()
    for wanted in error_types:
        for index, branch in enumerate(errors):
            if branch.error_type == wanted:
                return Way(f"Errors[{index}]", branch.next_action)
    return None
