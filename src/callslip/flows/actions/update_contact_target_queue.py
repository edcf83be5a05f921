"""UpdateContactTargetQueue: say which queue, or which agent's, is meant from now on."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.effects import ContactDataSet
from callslip.flows.events import Answered
from callslip.flows.flow_types import INBOUND, TRANSFER
from callslip.flows.outcome import Outcome, Wait, failure, success
from callslip.flows.outside import take_answer


@ActionType(
    name="UpdateContactTargetQueue",
    summary="sets the target queue, or the agent whose queue it is",
    parameters={"QueueId": static_or_path(), "AgentId": static_or_path()},
    exactly_one=("QueueId", "AgentId"),
    required_errors=("NoMatchingError",),
    flow_types=(*INBOUND, *TRANSFER),
    fills=("Queue",),
)
def update_contact_target_queue(step: Step) -> Outcome:
    """Ask what the queue is called; the answer's data becomes `$.Queue`."""
    kind = "QueueId" if "QueueId" in step.parameters else "AgentId"
    target = step.text(kind)
    if not target:
        return failure(f"{kind} leads to nothing")
    if step.event is None:
        return Wait("target", question={kind: target})
    if not isinstance(step.event, Answered) or step.event.error:
        return take_answer(step.event)
    known = step.event.data if isinstance(step.event.data, dict) else {}
    return success(ContactDataSet({"Queue": {"ARN": target, "Name": None, **known}}))
