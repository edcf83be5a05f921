"""EndFlowModuleExecution: go back from a module to the flow that invoked it."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.outcome import End, Outcome
from callslip.flows.run import RETURNED


@ActionType(name="EndFlowModuleExecution", summary="goes back from a module to its flow", ends=True)
def end_flow_module_execution(_step: Step) -> Outcome:
    """The module's run ends; whoever drives the flow answers its InvokeFlowModule."""
    return End(RETURNED)
