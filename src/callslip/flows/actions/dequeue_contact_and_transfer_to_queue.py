"""DequeueContactAndTransferToQueue: move a waiting contact to another queue."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.events import Answered
from callslip.flows.flow_types import QUEUE
from callslip.flows.outcome import End, Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.run import QUEUED
from callslip.flows.target import target_of


@ActionType(
    name="DequeueContactAndTransferToQueue",
    summary="moves a waiting contact to another queue",
    parameters={"QueueId": static_or_path(), "AgentId": static_or_path()},
    at_most_one=("QueueId", "AgentId"),
    required_errors=("QueueAtCapacity", "NoMatchingError"),
    leaves=True,
    flow_types=QUEUE,
)
def dequeue_contact_and_transfer_to_queue(step: Step) -> Outcome:
    """Leave the flow for the other queue, where a new contact follows this one."""
    queue = step.text("QueueId") or step.text("AgentId") or target_of(step.scope)
    if not queue:
        return failure("it names no queue, and no target queue was set before")
    if step.event is None:
        return Wait("queue", question={"QueueId": queue})
    if isinstance(step.event, Answered) and not step.event.error:
        return End(QUEUED, queue)
    return take_answer(step.event)
