"""CreateContact: begin another contact from this one."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.outcome import Outcome, Wait
from callslip.flows.outside import take_answer


@ActionType(
    name="CreateContact",
    summary="begins another contact from this one",
    errors=("NoMatchingError",),
    is_open=True,
)
def create_contact(step: Step) -> Outcome:
    """Whoever drives the run makes the contact."""
    if step.event is None:
        return Wait("contact", question={"Channel": step.text("Channel", "TASK"), "InitiationMethod": "API"})
    return take_answer(step.event)
