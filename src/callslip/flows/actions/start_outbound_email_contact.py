"""StartOutboundEmailContact: send the customer an e-mail; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="StartOutboundEmailContact",
    summary="sends the customer an e-mail",
    parameters={
        "FromEmailAddress": free(required=True),
        "DestinationEmailAddress": free(required=True),
        "EmailMessage": free(required=True),
        "RelatedContact": static(),
    },
    errors=("NoMatchingError",),
    is_outside=True,
)
def start_outbound_email_contact(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
