"""UpdateContactCallbackNumber: say where the customer is called back."""

import re

from callslip.flows.action_type import ActionType, Step, path
from callslip.flows.effects import SettingChanged
from callslip.flows.flow_types import WITH_CUSTOMER
from callslip.flows.outcome import Outcome, failure, success

_E164 = re.compile(r"\+[1-9]\d{6,14}")


@ActionType(
    name="UpdateContactCallbackNumber",
    summary="says where the customer is called back",
    parameters={"CallbackNumber": path(required=True)},
    required_errors=("InvalidCallbackNumber", "CallbackNumberNotDialable"),
    flow_types=WITH_CUSTOMER,
)
def update_contact_callback_number(step: Step) -> Outcome:
    """An E.164 number is taken, on voice; whether it can be dialled is not known here."""
    if step.scope.channel != "VOICE":
        return failure(f"a {step.scope.channel} contact has no callback number", "InvalidCallbackNumber")
    number = step.text("CallbackNumber")
    if not _E164.fullmatch(number):
        return failure("CallbackNumber is no telephone number with + and country code", "InvalidCallbackNumber")
    return success(SettingChanged("CallbackNumber", number))
