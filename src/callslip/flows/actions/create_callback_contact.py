"""CreateCallbackContact: put a callback into the queue."""

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.target import target_of

_DELAY_S = (1, 259_200)


@ActionType(
    name="CreateCallbackContact",
    summary="puts a callback into the queue",
    parameters={
        "QueueId": static_or_path(),
        "AgentId": static_or_path(),
        "InitialCallDelaySeconds": static(required=True, bounds=_DELAY_S),
        "RetryDelaySeconds": static(required=True, bounds=_DELAY_S),
        "MaximumConnectionAttempts": static(required=True),
        "ContactFlowId": static_or_path(),
        "CallerId": free(),
    },
    at_most_one=("QueueId", "AgentId"),
    required_errors=("NoMatchingError",),
    flow_types=WITH_CUSTOMER,
)
def create_callback_contact(step: Step) -> Outcome:
    """Whoever drives the run makes the contact; the flow goes on."""
    if step.event is not None:
        return take_answer(step.event)
    queue = step.text("QueueId") or step.text("AgentId") or target_of(step.scope)
    if not queue:
        return failure("it names no queue, and no target queue was set before")
    return Wait("contact", question={"Channel": "VOICE", "InitiationMethod": "CALLBACK", "QueueId": queue})
