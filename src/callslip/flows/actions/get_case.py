"""GetCase: find a case; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, free, static
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="GetCase",
    summary="finds a case",
    parameters={
        "LinkContactToCase": static(),
        "GetLastUpdatedCase": static(),
        "CustomerId": free(),
        "CaseRequestFields": free(),
        "CaseResponseFields": static(),
    },
    errors=("MultipleFound", "NoneFound", "ContactNotLinked", "NoMatchingError"),
    fills=("Case",),
    is_outside=True,
)
def get_case(step: Step) -> Outcome:
    """The answer's data becomes `$.Case`."""
    return ask_outside(step, "Case")
