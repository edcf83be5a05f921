"""RouteContactToAgent: offer the contact to one agent; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.flow_types import QUEUE
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="RouteContactToAgent",
    summary="offers the contact to one agent",
    errors=("NoMatchingError",),
    flow_types=QUEUE,
    is_outside=True,
    is_open=True,
)
def route_contact_to_agent(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
