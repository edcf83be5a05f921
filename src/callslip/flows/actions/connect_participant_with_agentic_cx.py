"""ConnectParticipantWithAgenticCX: let an AI agent speak with the customer; only a stub knows what comes of it."""

from callslip.flows.action_type import ANY, ActionType, Step
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="ConnectParticipantWithAgenticCX",
    summary="lets an AI agent speak with the customer",
    results=ANY,
    errors=("NoMatchingError", "NoMatchingCondition", "InputTimeLimitExceeded"),
    fills=("AgenticCX",),
    is_outside=True,
    is_open=True,
)
def connect_participant_with_agentic_cx(step: Step) -> Outcome:
    """The answer's result decides; its data becomes `$.AgenticCX`."""
    return ask_outside(step, "AgenticCX")
