"""CreateCase: open a case; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CreateCase",
    summary="opens a case",
    parameters={
        "LinkContactToCase": static(),
        "CaseTemplateId": static_or_path(required=True),
        "CaseRequestFields": free(required=True),
        "ContactToLink": static(),
    },
    errors=("NoMatchingError", "ContactNotLinked"),
    fills=("Case",),
    is_outside=True,
)
def create_case(step: Step) -> Outcome:
    """The answer's data becomes `$.Case`."""
    return ask_outside(step, "Case")
