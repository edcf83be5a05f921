"""CheckSegmentMembership: ask whether the customer is in a segment; only a stub knows what comes of it."""

from callslip.flows.action_type import ANY, ActionType, Step
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CheckSegmentMembership",
    summary="asks whether the customer is in a segment",
    results=ANY,
    errors=("NoMatchingError", "NoMatchingCondition"),
    is_outside=True,
    is_open=True,
)
def check_segment_membership(step: Step) -> Outcome:
    """The answer's result decides."""
    return ask_outside(step)
