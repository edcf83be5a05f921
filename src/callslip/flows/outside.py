"""Questions to the outside: the wait for an answer, and what the answer becomes."""

from callslip.flows.action_type import Step
from callslip.flows.events import Answered, Event
from callslip.flows.outcome import SUCCESS, Next, Outcome, Result, Wait, failure


def ask_outside(step: Step, root: str = "") -> Outcome:
    """Wait for a service that Callslip has not; its data becomes `$.<root>`, its result decides by the conditions."""
    if step.event is None:
        return Wait("outside")
    return take_answer(step.event, root)


def take_answer(event: Event, root: str = "", late: str = "NoMatchingError") -> Next:
    """What an answer becomes: an error, a result, or success; no answer in time is the error `late`."""
    if not isinstance(event, Answered):
        return failure("no answer came in time", late)
    if event.error:
        return failure(event.reason or "the answer was an error", event.error)
    data = {root: event.data} if root and event.data is not None else {}
    return Next((), SUCCESS if event.result is None else Result(event.result), data)
