"""UpdateContactRoutingBehavior: change the contact's place in its queue."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.effects import SettingChanged
from callslip.flows.flow_types import INBOUND, QUEUE, TRANSFER
from callslip.flows.outcome import Outcome, failure, success

_ONE_OF = ("QueuePriority", "QueueTimeAdjustmentSeconds", "RoutingProficiencies")


@ActionType(
    name="UpdateContactRoutingBehavior",
    summary="changes the contact's place in its queue",
    parameters={
        "QueuePriority": static(bounds=(1, 2**63 - 1)),
        "QueueTimeAdjustmentSeconds": static(),
        "RoutingProficiencies": free(),
    },
    exactly_one=_ONE_OF,
    errors=("NoMatchingError",),
    flow_types=(*INBOUND, *TRANSFER, *QUEUE),
)
def update_contact_routing_behavior(step: Step) -> Outcome:
    """The setting stays with the contact."""
    name = next((name for name in _ONE_OF if name in step.parameters), None)
    if name is None:
        return failure(f"it has none of {', '.join(_ONE_OF)}")
    return success(SettingChanged(name, step.parameters[name]))
