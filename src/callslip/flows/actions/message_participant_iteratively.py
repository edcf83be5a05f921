"""MessageParticipantIteratively: say messages again and again until something interrupts."""

from callslip.flows.action_type import VOICE, ActionType, ParameterError, Step, free, static
from callslip.flows.flow_types import HOLD, QUEUE
from callslip.flows.outcome import Outcome, Wait, result
from callslip.flows.prompts import said

_DAY_S = 86_400


@ActionType(
    name="MessageParticipantIteratively",
    summary="says messages in a loop until it is interrupted",
    parameters={
        "Messages": free(required=True),
        "InterruptFrequencySeconds": static(),
        "ContinueMessagingDuringInterrupt": static(),
    },
    errors=("NoMatchingError",),
    results=("MessagesInterrupted",),
    channels=VOICE,
    awaits_people=True,
    flow_types=(*QUEUE, *HOLD),
)
def message_participant_iteratively(step: Step) -> Outcome:
    """Say all messages once and wait; without a frequency only an agent or the end of the contact ends it."""
    if step.event is not None:
        return result("MessagesInterrupted")
    messages = step.sequence("Messages")
    if not messages or not all(isinstance(message, dict) for message in messages):
        raise ParameterError("Messages must be a list of prompts")
    timeout_s = None
    if "InterruptFrequencySeconds" in step.parameters:
        timeout_s = step.whole_number("InterruptFrequencySeconds", 1, _DAY_S)
    return Wait("messages", timeout_s, tuple(each for message in messages for each in said(message)))
