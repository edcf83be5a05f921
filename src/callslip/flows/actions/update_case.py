"""UpdateCase: change a case; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="UpdateCase",
    summary="changes a case",
    parameters={
        "CaseId": static_or_path(required=True),
        "CaseRequestFields": free(required=True),
        "LinkContactToCase": static(),
    },
    errors=("ContactNotLinked", "NoMatchingError"),
    is_outside=True,
)
def update_case(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
