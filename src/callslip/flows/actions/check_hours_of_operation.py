"""CheckHoursOfOperation: ask whether it is open now."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.target import target_of


@ActionType(
    name="CheckHoursOfOperation",
    summary="asks whether it is open now",
    parameters={"HoursOfOperationId": static_or_path()},
    required_errors=("NoMatchingError",),
    results=("True", "False"),
    conditions="all",
    flow_types=WITH_CUSTOMER,
)
def check_hours_of_operation(step: Step) -> Outcome:
    """The result is True or False, for the hours named, else those of the target queue."""
    if step.event is not None:
        return take_answer(step.event)
    hours = step.text("HoursOfOperationId")
    if hours:
        return Wait("hours", question={"HoursOfOperationId": hours})
    queue = target_of(step.scope)
    if not queue:
        return failure("it names no hours of operation, and no target queue was set before")
    return Wait("hours", question={"QueueId": queue})
