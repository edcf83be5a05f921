"""LoadContactContent: load an e-mail's text; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="LoadContactContent",
    summary="loads an e-mail's text",
    parameters={"ContentType": static("EmailMessage", required=True)},
    errors=("NoMatchingError",),
    fills=("Email",),
    is_outside=True,
)
def load_contact_content(step: Step) -> Outcome:
    """The answer's data becomes `$.Email`."""
    return ask_outside(step, "Email")
