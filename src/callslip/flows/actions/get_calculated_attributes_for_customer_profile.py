"""GetCalculatedAttributesForCustomerProfile: load figures of the profile; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="GetCalculatedAttributesForCustomerProfile",
    summary="loads figures of the profile",
    parameters={"ProfileRequestData": free(required=True), "ProfileResponseData": static()},
    errors=("NoneFoundError", "NoMatchingError"),
    fills=("Customer",),
    is_outside=True,
)
def get_calculated_attributes_for_customer_profile(step: Step) -> Outcome:
    """The answer's data becomes `$.Customer`."""
    return ask_outside(step, "Customer")
