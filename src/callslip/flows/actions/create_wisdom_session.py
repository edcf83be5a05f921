"""CreateWisdomSession: begin a session of the agents' assistant; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CreateWisdomSession",
    summary="begins a session of the agents' assistant",
    parameters={"WisdomAssistantArn": static_or_path(required=True)},
    required_errors=("NoMatchingError",),
    fills=("Wisdom",),
    is_outside=True,
)
def create_wisdom_session(step: Step) -> Outcome:
    """The answer's data becomes `$.Wisdom`."""
    return ask_outside(step, "Wisdom")
