"""CreatePersistentContactAssociation: continue an earlier chat; only a stub knows what comes of it."""

from callslip.flows.action_type import ActionType, Step, static, static_or_path
from callslip.flows.outcome import Outcome
from callslip.flows.outside import ask_outside


@ActionType(
    name="CreatePersistentContactAssociation",
    summary="continues an earlier chat",
    parameters={"RehydrationType": static(required=True), "SourceContactId": static_or_path(required=True)},
    errors=("NoMatchingError",),
    is_outside=True,
)
def create_persistent_contact_association(step: Step) -> Outcome:
    """The answer says whether it was done."""
    return ask_outside(step)
