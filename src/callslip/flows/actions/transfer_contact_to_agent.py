"""TransferContactToAgent: hand the contact to the agent of the transfer."""

from callslip.flows.action_type import VOICE, ActionType, Step
from callslip.flows.flow_types import TRANSFER
from callslip.flows.outcome import End, Outcome
from callslip.flows.run import TRANSFERRED_TO_AGENT


@ActionType(
    name="TransferContactToAgent",
    summary="hands the contact to the agent of the transfer",
    ends=True,
    channels=VOICE,
    flow_types=TRANSFER,
)
def transfer_contact_to_agent(_step: Step) -> Outcome:
    """The run ends; the agent has the contact."""
    return End(TRANSFERRED_TO_AGENT)
