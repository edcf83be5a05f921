"""TagContact: put tags on the contact."""

from collections.abc import Iterator

from callslip.domain.quotas import CONTACT_TAGS_MAX
from callslip.flows.action_type import ActionType, Fault, Step, free
from callslip.flows.document import Action
from callslip.flows.effects import ContactDataSet
from callslip.flows.outcome import Outcome, failure, success
from callslip.flows.references import text_of


def _check(action: Action) -> Iterator[Fault]:
    tags = action.given.get("Tags")
    if isinstance(tags, dict) and len(tags) > CONTACT_TAGS_MAX:
        text = f"More than {CONTACT_TAGS_MAX} tags in Parameters.Tags"
        yield Fault("Parameters.Tags", f"there are {len(tags)} tags", text)


@ActionType(
    name="TagContact",
    summary="puts tags on the contact",
    parameters={"Tags": free(required=True)},
    required_errors=("NoMatchingError",),
    fills=("Tags",),
    check=_check,
)
def tag_contact(step: Step) -> Outcome:
    """The tags are added to those there are; one action adds six at most."""
    tags = {name: text_of(value) for name, value in step.mapping("Tags").items()}
    if len(tags) > CONTACT_TAGS_MAX:
        return failure(f"Tags has {len(tags)} tags; at most {CONTACT_TAGS_MAX} are allowed")
    return success(ContactDataSet({"Tags": {**(step.scope.contact.get("Tags") or {}), **tags}}))
