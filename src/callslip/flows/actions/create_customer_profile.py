"""CreateCustomerProfile: make a profile of the customer; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CreateCustomerProfile",
    summary="makes a profile of the customer",
    parameters={"ProfileRequestData": free(required=True), "ProfileResponseData": static()},
    required_errors=("NoMatchingError",),
    fills=("Customer",),
    is_outside=True,
)
def create_customer_profile(step: Step) -> Outcome:
    """The answer's data becomes `$.Customer`."""
    return ask_outside(step, "Customer")
