"""TransferToFlow: go on at the start of another flow."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.events import Answered
from callslip.flows.flow_types import INBOUND, TRANSFER
from callslip.flows.outcome import End, Outcome, Wait, failure
from callslip.flows.outside import take_answer
from callslip.flows.run import TRANSFERRED_TO_FLOW


@ActionType(
    name="TransferToFlow",
    summary="goes on at the start of another flow",
    parameters={"ContactFlowId": static_or_path(required=True)},
    required_errors=("NoMatchingError",),
    leaves=True,
    flow_types=(*INBOUND, *TRANSFER),
)
def transfer_to_flow(step: Step) -> Outcome:
    """Leave this flow when the other one is there; what belongs to the run is gone then."""
    flow_id = step.text("ContactFlowId")
    if not flow_id:
        return failure("ContactFlowId leads to nothing")
    if step.event is None:
        return Wait("flow", question={"ContactFlowId": flow_id})
    if isinstance(step.event, Answered) and not step.event.error:
        return End(TRANSFERRED_TO_FLOW, flow_id)
    return take_answer(step.event)
