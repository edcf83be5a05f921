"""EndFlowExecution: end the flow and leave the contact as it is."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.outcome import End, Outcome
from callslip.flows.run import ENDED


@ActionType(name="EndFlowExecution", summary="ends the flow, not the contact", ends=True)
def end_flow_execution(_step: Step) -> Outcome:
    """The run ends; a queued contact keeps its place, a whisper is over."""
    return End(ENDED)
