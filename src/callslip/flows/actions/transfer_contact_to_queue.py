"""TransferContactToQueue: put the contact into its target queue."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.events import Answered
from callslip.flows.flow_types import INBOUND, TRANSFER
from callslip.flows.outcome import End, Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.run import QUEUED
from callslip.flows.target import target_of


@ActionType(
    name="TransferContactToQueue",
    summary="puts the contact into its target queue",
    required_errors=("QueueAtCapacity", "NoMatchingError"),
    leaves=True,
    flow_types=(*INBOUND, *TRANSFER),
)
def transfer_contact_to_queue(step: Step) -> Outcome:
    """Leave the flow for the queue; needs a target queue, and a contact that is in none."""
    if step.scope.flow_type == "CUSTOMER_QUEUE":
        return failure("the contact is in a queue already")
    queue = target_of(step.scope)
    if not queue:
        return failure("no target queue was set before")
    if step.event is None:
        return Wait("queue", question={"QueueId": queue})
    if isinstance(step.event, Answered) and not step.event.error:
        return End(QUEUED, queue)
    return take_answer(step.event)
