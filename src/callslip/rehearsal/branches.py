"""Branches: the ways on that a flow's actions can take, and why one was not taken."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from callslip.flows.action_type import ANY, ActionType
from callslip.flows.document import Action, Flow
from callslip.flows.graph import reached_from, targets
from callslip.flows.reading import unset_reads
from callslip.flows.references import shown, whole_path
from callslip.flows.registry import find_action_type
from callslip.flows.transition import repeats_error
from callslip.rehearsal.choices import can_take


class Branch(NamedTuple):
    """A way on: the action, and its place in Transitions (`NextAction`, `Errors[0]`, `Conditions[1]`)."""

    action: str
    place: str


def all_branches(flow: Flow) -> list[Branch]:
    """Every branch of the actions that something leads to, without those that only repeat another.

    NextAction counts where it is a way of its own, NoMatchingCondition where a result can match no condition.
    """
    reached = reached_from(flow, [flow.start])
    return [
        Branch(action.identifier, place)
        for action in flow.by_identifier.values()
        if action.identifier in reached
        for place in _ways(action)
    ]


def _ways(action: Action) -> Iterator[str]:
    for place, _ in targets(action):
        if place == "NextAction":
            if _takes_next_action(action):
                yield place
        elif _error_at(action, place) != "NoMatchingCondition" or _can_mismatch(action):
            yield place


def _takes_next_action(action: Action) -> bool:
    kind = find_action_type(action.type)
    if kind is None or kind.leaves or kind.ends:
        return False
    if str(action.given.get("ContinueFlowExecution", "True")).lower() == "false":
        return False
    if kind.awaits_people and "InterruptFrequencySeconds" not in action.given:
        return False
    if not kind.results or _stores_input(action):
        return True
    return not repeats_error(action) if not action.ways.conditions else _falls_through(action, kind)


def _falls_through(action: Action, kind: ActionType) -> bool:
    """Whether some result meets no condition and finds no NoMatchingCondition."""
    if action.ways.find_error("NoMatchingCondition") is not None:
        return False
    asked = [operand for branch in action.ways.conditions or () for operand in branch.condition.operands]
    return kind.results == ANY or any(result not in asked for result in _possible(kind, action))


def _can_mismatch(action: Action) -> bool:
    kind = find_action_type(action.type)
    if kind is None or not kind.results or _stores_input(action):
        return True
    return bool(action.ways.conditions) or repeats_error(action)


def _error_at(action: Action, place: str) -> str:
    return (action.ways.errors or ())[int(place[7:-1])].error_type if place.startswith("Errors[") else ""


def _stores_input(action: Action) -> bool:
    """Whether it is GetParticipantInput in the form that has no result."""
    return str(action.given.get("StoreInput")).lower() == "true"


def _possible(kind: ActionType, action: Action) -> list[str]:
    """The results that an action can have; of the events that one may wait for, those that it names."""
    if "Events" not in kind.parameters:
        return list(kind.results)
    events = action.given.get("Events")
    return [kind.results[0], *(str(event) for event in (events if isinstance(events, list) else ()))]


def why_unreached(flow: Flow, branch: Branch, begun: Container[str], *, is_exhausted: bool) -> str:
    """The reason, as far as one can be seen."""
    action = flow.find(branch.action)
    if action is None or branch.action not in begun:
        return "no way to the action was found"
    spent = "the steps were used up" if is_exhausted else "nothing that was tried leads there"
    return why_never(flow, branch) or _unset_need(flow, action) or spent


def why_never(flow: Flow, branch: Branch) -> str:
    """The reason why nothing can lead there; empty where something might."""
    action = flow.find(branch.action)
    kind, index = branch.place.rstrip("]").partition("[")[::2]
    if action is None:
        return "there is no such action"
    if kind == "Errors":
        return _error_reason(action, int(index))
    if find_action_type(action.type) is None:
        return f"{action.type} is no action type of the flow language: it always fails"
    if kind == "Conditions":
        return _condition_reason(flow, action, int(index))
    return ""


def _unset_need(flow: Flow, action: Action) -> str:
    """What an action reads that nothing in the flow sets; it may fail for want of that."""
    unset = [path for each, path in unset_reads(flow, frozenset()) if each is action and path[0] != "Attributes"]
    return f"it needs {shown(unset[0])}, which nothing sets" if unset else ""


def _error_reason(action: Action, index: int) -> str:
    error = (action.ways.errors or ())[index].error_type
    if find_action_type(action.type) is None:
        unheard = f"{action.type} is no action type of the flow language: it takes NoMatchingError"
        return "" if error == "NoMatchingError" else unheard
    kind = find_action_type(action.type)
    if error == "NoMatchingCondition" and (not kind or not kind.results or _stores_input(action)):
        return f"{action.type} has no result to compare here"
    if error != "NoMatchingCondition" and not can_take(action, error):
        return f"{action.type} never takes {error}"
    if any(branch.error_type == error for branch in (action.ways.errors or ())[:index]):
        return f"an earlier branch takes {error}"
    return ""


def _condition_reason(flow: Flow, action: Action, index: int) -> str:
    kind = find_action_type(action.type)
    if kind is not None and not kind.results:
        return f"{action.type} has no result to compare"
    conditions = action.ways.conditions or ()
    mine = conditions[index].condition
    if any(branch.condition == mine for branch in conditions[:index]):
        return "an earlier condition is the same"
    value = action.given.get("ComparisonValue")
    path = whole_path(value) if isinstance(value, str) else None
    unset = [read for each, read in unset_reads(flow, frozenset()) if each is action and read == path]
    if unset and unset[0][0] != "Attributes":
        return f"nothing sets {shown(unset[0])}"
    return ""
