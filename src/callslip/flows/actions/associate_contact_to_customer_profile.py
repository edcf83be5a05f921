"""AssociateContactToCustomerProfile: link the contact with a profile; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="AssociateContactToCustomerProfile",
    summary="links the contact with a profile",
    parameters={"ProfileRequestData": free(required=True)},
    required_errors=("NoMatchingError",),
    is_outside=True,
)
def associate_contact_to_customer_profile(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
