"""CheckOutboundCallStatus: ask who answered an outbound call; only a stub knows what comes of it."""

from callslip.flows.action_type import VOICE, ActionType, Step
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CheckOutboundCallStatus",
    summary="asks who answered an outbound call",
    results=("CallAnswered", "VoicemailBeep", "VoicemailNoBeep", "NotDetected"),
    errors=("NoMatchingError",),
    channels=VOICE,
    is_outside=True,
)
def check_outbound_call_status(step: Step) -> Outcome:
    """The answer's result decides."""
    return ask_outside(step)
