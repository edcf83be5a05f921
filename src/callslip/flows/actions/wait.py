"""Wait: let time pass, or wait for an event."""

from collections.abc import Iterator

from callslip.flows.action_type import ActionType, Fault, Step, static, static_or_path
from callslip.flows.document import Action
from callslip.flows.events import Happened
from callslip.flows.outcome import Outcome, Wait, result

_WEEK_S = 604_800


def _check(action: Action) -> Iterator[Fault]:
    asked = [operand for branch in action.ways.conditions or () for operand in branch.condition.operands]
    events = action.given.get("Events")
    for name in ("WaitCompleted", *(events if isinstance(events, list) else ())):
        if name not in asked:
            yield Fault("Transitions.Conditions", f"there is no condition for {name!a}")


@ActionType(
    name="Wait",
    summary="lets time pass, or waits for an event",
    parameters={"TimeLimitSeconds": static_or_path(required=True, bounds=(1, _WEEK_S)), "Events": static()},
    required_errors=("NoMatchingError",),
    errors=("ParticipantNotFound",),
    results=("WaitCompleted", "CustomerReturned", "BotParticipantDisconnected"),
    channels=frozenset({"CHAT", "TASK", "EMAIL"}),
    check=_check,
)
def wait(step: Step) -> Outcome:
    """The result is the event's name, or WaitCompleted; an event that is not listed is not noticed."""
    events = [str(name) for name in step.sequence("Events")]
    if isinstance(step.event, Happened) and step.event.name in events:
        return result(step.event.name)
    if step.event is None or isinstance(step.event, Happened):
        return Wait("time", step.whole_number("TimeLimitSeconds", 1, _WEEK_S), question={"Events": events})
    return result("WaitCompleted")
