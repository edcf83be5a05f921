"""CheckVoiceId: ask what Voice ID found; only a stub knows what comes of it."""

from callslip.flows.action_type import ANY, VOICE, ActionType, Step, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CheckVoiceId",
    summary="asks what Voice ID found",
    parameters={
        "CheckVoiceIdOption": static("enrollmentStatus", "voiceAuthentication", "fraudDetection", required=True)
    },
    results=ANY,
    errors=("NoMatchingError",),
    channels=VOICE,
    is_outside=True,
)
def check_voice_id(step: Step) -> Outcome:
    """The answer's result decides."""
    return ask_outside(step)
