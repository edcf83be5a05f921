"""UntagContact: take tags off the contact."""

from callslip.flows.action_type import ActionType, ParameterError, Step, static
from callslip.flows.effects import ContactDataSet
from callslip.flows.outcome import Outcome, success


@ActionType(
    name="UntagContact",
    summary="takes tags off the contact",
    parameters={"TagKeys": static(required=True)},
    required_errors=("NoMatchingError",),
    fills=("Tags",),
)
def untag_contact(step: Step) -> Outcome:
    """A tag that is not there is no error."""
    keys = step.sequence("TagKeys")
    if not keys:
        raise ParameterError("TagKeys is empty")
    tags = step.scope.contact.get("Tags") or {}
    return success(ContactDataSet({"Tags": {name: value for name, value in tags.items() if name not in keys}}))
