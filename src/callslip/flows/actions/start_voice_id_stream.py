"""StartVoiceIdStream: let Voice ID listen; only a stub knows what comes of it."""

from callslip.flows.action_type import VOICE, ActionType, Step
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="StartVoiceIdStream",
    summary="lets Voice ID listen",
    errors=("NoMatchingError",),
    channels=VOICE,
    is_outside=True,
)
def start_voice_id_stream(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
