"""UpdateContactEventHooks: say which flow runs when something happens to the contact."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.effects import SettingChanged
from callslip.flows.outcome import Outcome, failure, success

HOOKS = (
    "AgentHold",
    "AgentWhisper",
    "CustomerHold",
    "CustomerQueue",
    "CustomerRemaining",
    "CustomerWhisper",
    "DefaultAgentUI",
    "DisconnectAgentUI",
    "PauseContact",
    "ResumeContact",
)


@ActionType(
    name="UpdateContactEventHooks",
    summary="says which flow runs on an event of the contact",
    parameters={"EventHooks": free(required=True), "EventHooksConfiguration": static()},
    required_errors=("NoMatchingError",),
)
def update_contact_event_hooks(step: Step) -> Outcome:
    """Merge the hooks into those of the contact."""
    hooks = step.mapping("EventHooks")
    for name, flow_id in hooks.items():
        if name not in HOOKS:
            return failure(f"{name!a} is no event hook; they are {', '.join(HOOKS)}")
        if not flow_id:
            return failure(f"EventHooks.{name} leads to nothing")
    return success(SettingChanged("EventHooks", {**step.scope.settings.get("EventHooks", {}), **hooks}))
