"""InvokeFlowModule: run a flow module and come back."""

from callslip.flows.action_type import ANY, ActionType, Step, free, static_or_path
from callslip.flows.events import Answered
from callslip.flows.outcome import SUCCESS, Next, Outcome, Result, Wait, failure
from callslip.flows.outside import take_answer


@ActionType(
    name="InvokeFlowModule",
    summary="runs a flow module and comes back",
    parameters={"FlowModuleId": static_or_path(required=True), "InputParameters": free()},
    required_errors=("NoMatchingError",),
    errors=("NoMatchingCondition",),
    results=ANY,
    fills=("Modules",),
)
def invoke_flow_module(step: Step) -> Outcome:
    """Whoever drives the run runs the module, with data of its own, and answers with what it returned."""
    module = step.text("FlowModuleId")
    if not module:
        return failure("FlowModuleId leads to nothing")
    if step.event is None:
        return Wait("module", question={"FlowModuleId": module})
    if not isinstance(step.event, Answered) or step.event.error:
        return take_answer(step.event)
    kept = {name: value for name, value in step.data.get("Modules", {}).items() if name == "Input"}
    returned = {"Result": step.event.result, "ResultData": step.event.data}
    branch = SUCCESS if step.event.result is None else Result(step.event.result)
    return Next((), branch, {"Modules": {**kept, **returned}})
