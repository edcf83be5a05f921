"""GetCustomerProfile: find the customer's profile; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="GetCustomerProfile",
    summary="finds the customer's profile",
    parameters={"ProfileRequestData": free(required=True), "ProfileResponseData": static()},
    required_errors=("MultipleFoundError", "NoneFoundError", "NoMatchingError"),
    fills=("Customer",),
    is_outside=True,
)
def get_customer_profile(step: Step) -> Outcome:
    """The answer's data becomes `$.Customer`."""
    return ask_outside(step, "Customer")
