"""CompleteOutboundCall: dial the customer in an outbound whisper."""

from callslip.flows.action_type import VOICE, ActionType, Step, free, static, static_or_path
from callslip.flows.effects import SettingChanged
from callslip.flows.flow_types import OUTBOUND_WHISPER
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="CompleteOutboundCall",
    summary="dials the customer",
    parameters={
        "CallerId": free(),
        "VoiceConnector": static(),
        "ConnectionTimeLimitSeconds": static_or_path(),
    },
    channels=VOICE,
    flow_types=OUTBOUND_WHISPER,
)
def complete_outbound_call(step: Step) -> Outcome:
    """The wish to dial stays with the contact; the language has no branch for a call that fails."""
    return success(SettingChanged("OutboundCall", dict(step.parameters)))
