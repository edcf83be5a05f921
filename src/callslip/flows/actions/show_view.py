"""ShowView: show a page to the agent or the customer; only a stub knows what they did there."""

from callslip.flows.action_type import ANY, ActionType, Step, free, static
from callslip.flows.events import Answered
from callslip.flows.flow_types import INBOUND, QUEUE
from callslip.flows.outcome import Outcome, Wait, result
from callslip.flows.outside import take_answer

_DAY_S = 86_400


@ActionType(
    name="ShowView",
    summary="shows a page; what is done there decides",
    parameters={
        "ViewResource": free(required=True),
        "InvocationTimeLimitSeconds": static(required=True),
        "ViewData": free(),
        "SensitiveDataConfiguration": static(),
    },
    required_errors=("NoMatchingCondition", "NoMatchingError", "TimeLimitExceeded"),
    results=ANY,
    flow_types=(*INBOUND, *QUEUE),
    fills=("Views",),
    is_outside=True,
)
def show_view(step: Step) -> Outcome:
    """The answer's result is the page's action; its data becomes `$.Views.ViewResultData`."""
    event = step.event
    if event is None:
        return Wait("outside", step.whole_number("InvocationTimeLimitSeconds", 1, _DAY_S))
    if not isinstance(event, Answered) or event.error:
        return take_answer(event, late="TimeLimitExceeded")
    return result(event.result, data={"Views": {"Action": event.result, "ViewResultData": event.data or {}}})
