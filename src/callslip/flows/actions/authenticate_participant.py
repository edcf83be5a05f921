"""AuthenticateParticipant: let the customer sign in; only a stub knows what comes of it."""

from callslip.flows.action_type import CHAT, ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="AuthenticateParticipant",
    summary="lets the customer sign in",
    parameters={
        "CognitoConfiguration": free(required=True),
        "CustomerProfilesConfiguration": free(),
        "TimeLimitMinutes": static(),
    },
    results=("OptedOut",),
    errors=("TimeLimitExceeded", "NoMatchingError"),
    channels=CHAT,
    is_outside=True,
)
def authenticate_participant(step: Step) -> Outcome:
    """The answer's result decides."""
    return ask_outside(step)
