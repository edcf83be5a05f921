"""DisconnectParticipant: end the contact for its customer."""

from callslip.flows.action_type import ActionType, Step
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import End, Outcome
from callslip.flows.run import DISCONNECTED


@ActionType(
    name="DisconnectParticipant", summary="ends the contact for its customer", ends=True, flow_types=WITH_CUSTOMER
)
def disconnect_participant(_step: Step) -> Outcome:
    """The run and the contact end."""
    return End(DISCONNECTED)
