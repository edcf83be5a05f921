"""MessageParticipant: say a text, a recorded prompt or a file."""

from callslip.flows.action_type import PROMPTS, ActionType, Step, static
from callslip.flows.flow_types import INBOUND, QUEUE, TRANSFER, WHISPER
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.prompts import PROMPT_PARAMETERS, prompts_of


@ActionType(
    name="MessageParticipant",
    summary="says a text, a recorded prompt or a file",
    parameters={**PROMPT_PARAMETERS, "SkipWhenDTMFBufferEnabled": static()},
    exactly_one=PROMPTS,
    errors=("NoMatchingError",),
    flow_types=(*INBOUND, *TRANSFER, *QUEUE, *WHISPER),
)
def message_participant(step: Step) -> Outcome:
    """Say it; a task hears nothing and goes on, a chat reads text alone."""
    if step.scope.channel not in ("VOICE", "CHAT"):
        return success()
    messages = prompts_of(step)
    if not messages:
        return failure("it has none of Text, SSML, PromptId and Media")
    if step.scope.channel == "CHAT" and messages[0].kind != "Text":
        return failure(f"a chat contact cannot be told {messages[0].kind}")
    return success(*messages)
