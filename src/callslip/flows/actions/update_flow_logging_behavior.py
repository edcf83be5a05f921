"""UpdateFlowLoggingBehavior: turn the flow log on or off."""

from callslip.flows.action_type import ActionType, Step, static
from callslip.flows.effects import SettingChanged
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="UpdateFlowLoggingBehavior",
    summary="turns the flow log on or off",
    parameters={"FlowLoggingBehavior": static("Enabled", "Disabled", required=True)},
)
def update_flow_logging_behavior(step: Step) -> Outcome:
    """The setting stays with the contact."""
    return success(SettingChanged("FlowLoggingBehavior", step.text("FlowLoggingBehavior")))
