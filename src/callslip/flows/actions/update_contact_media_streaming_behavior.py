"""UpdateContactMediaStreamingBehavior: start or stop a live stream of the audio; only a stub knows what comes of it."""

from callslip.flows.action_type import VOICE, ActionType, Step, static
from callslip.flows.flow_types import INBOUND, QUEUE, TRANSFER, WHISPER
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="UpdateContactMediaStreamingBehavior",
    summary="starts or stops a live stream of the audio",
    parameters={
        "MediaStreamingState": static("Enabled", "Disabled", required=True),
        "Participants": static(required=True),
        "MediaStreamType": static("Audio", required=True),
    },
    required_errors=("NoMatchingError",),
    channels=VOICE,
    flow_types=(*INBOUND, *TRANSFER, *QUEUE, *WHISPER),
    fills=("MediaStreams",),
    is_outside=True,
)
def update_contact_media_streaming_behavior(step: Step) -> Outcome:
    """The answer's data becomes `$.MediaStreams`."""
    return ask_outside(step, "MediaStreams")
