"""DistributeByPercentage: choose by chance."""

from callslip.flows.action_type import ANY, ActionType, Step
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait
from callslip.flows.outside import take_answer


@ActionType(
    name="DistributeByPercentage",
    summary="chooses by a number from 1 to 100 that is drawn",
    required_errors=("NoMatchingCondition",),
    results=ANY,
    operators=("NumberLessThan",),
    flow_types=WITH_CUSTOMER,
)
def distribute_by_percentage(step: Step) -> Outcome:
    """Whoever drives the run draws the number."""
    return Wait("chance") if step.event is None else take_answer(step.event)
