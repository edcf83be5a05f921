"""TagContact: put tags on the contact."""

from callslip.flows.action_type import ActionType, Step, free
from callslip.flows.effects import ContactDataSet
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.references import text_of

TAGS_MAX = 6


@ActionType(
    name="TagContact",
    summary="puts tags on the contact",
    parameters={"Tags": free(required=True)},
    required_errors=("NoMatchingError",),
    fills=("Tags",),
)
def tag_contact(step: Step) -> Outcome:
    """The tags are added to those there are; one action adds six at most."""
    tags = {name: text_of(value) for name, value in step.mapping("Tags").items()}
    if len(tags) > TAGS_MAX:
        return failure(f"Tags has {len(tags)} tags; at most {TAGS_MAX} are allowed")
    return success(ContactDataSet({"Tags": {**(step.scope.contact.get("Tags") or {}), **tags}}))
