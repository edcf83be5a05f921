"""The graph of a flow: what leads where, what is reached, and what never comes to an end."""

from collections import deque
from collections.abc import Iterable, Iterator

from callslip.flows.document import Action, Flow
from callslip.flows.registry import find_action_type


def targets(action: Action) -> Iterator[tuple[str, str | None]]:
    """Every place in Transitions that leads on, and where to."""
    ways = action.ways
    if ways.next_action is not None:
        yield "NextAction", ways.next_action
    for index, error in enumerate(ways.errors or ()):
        yield f"Errors[{index}]", error.next_action
    for index, condition in enumerate(ways.conditions or ()):
        yield f"Conditions[{index}]", condition.next_action


def reached_from(flow: Flow, starts: Iterable[str], *, around: frozenset[str] = frozenset()) -> set[str]:
    """The identifiers of all actions on some way from these; ways end at the types in `around`."""
    reached: set[str] = set()
    waiting = [name for name in starts if flow.find(name)]
    while waiting:
        name = waiting.pop()
        action = flow.find(name)
        if action is None or name in reached:
            continue
        reached.add(name)
        if action.type not in around:
            waiting.extend(target for _, target in targets(action) if target is not None)
    return reached


def never_ending(flow: Flow) -> set[str]:
    """The actions from which no way leads to an action that ends or leaves the flow."""
    return {action.identifier for action in flow.actions} - distances(flow, endings(flow)).keys()


def endings(flow: Flow) -> list[str]:
    """The actions that end or leave the flow, or wait until somebody else does."""
    return [action.identifier for action in flow.actions if _can_end(action)]


def distances(flow: Flow, goals: Iterable[str]) -> dict[str, int]:
    """How many actions lie between an action and the nearest goal; without those that no way leads from."""
    sources: dict[str, list[str]] = {}
    for action in flow.actions:
        for _, target in targets(action):
            sources.setdefault(target or "", []).append(action.identifier)
    known = dict.fromkeys(goals, 0)
    waiting = deque(known)
    while waiting:
        name = waiting.popleft()
        for source in sources.get(name, ()):
            if source not in known:
                known[source] = known[name] + 1
                waiting.append(source)
    return known


def _can_end(action: Action) -> bool:
    kind = find_action_type(action.type)
    if kind is None:
        return True
    continues = str(action.given.get("ContinueFlowExecution", "True")).lower() == "true"
    return kind.ends or kind.leaves or kind.awaits_people or not continues
