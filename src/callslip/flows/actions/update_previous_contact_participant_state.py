"""UpdatePreviousContactParticipantState: put the customer or the agent of the call before on hold, or back."""

from callslip.flows.action_type import VOICE, ActionType, Step, static
from callslip.flows.effects import SettingChanged
from callslip.flows.flow_types import INBOUND, TRANSFER
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="UpdatePreviousContactParticipantState",
    summary="puts the customer or agent of the contact before on hold, or back",
    parameters={
        "PreviousContactParticipantState": static("AgentOnHold", "CustomerOnHold", "OffHold", required=True),
    },
    errors=("NoMatchingError",),
    channels=VOICE,
    flow_types=(*INBOUND, *TRANSFER),
)
def update_previous_contact_participant_state(step: Step) -> Outcome:
    """The state stays with the contact."""
    name = "PreviousContactParticipantState"
    return success(SettingChanged(name, step.text(name)))
