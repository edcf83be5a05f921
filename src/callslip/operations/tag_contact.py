"""TagContact: tags on one contact."""

from msgspec.structs import replace

from callslip.domain.errors import InvalidParameterException
from callslip.domain.quotas import CONTACT_TAGS_MAX
from callslip.operation import Context, Members, operation


@operation("write")
def tag_contact(context: Context, members: Members) -> None:
    """Add tags, or replace the values of those that are there; six at most on a contact (our reading).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_TagContact.html
    """
    contact = context.contact(members)
    tags = {**contact.details.get("Tags", {}), **members["Tags"]}
    if len(tags) > CONTACT_TAGS_MAX:
        raise InvalidParameterException(
            f"Tags: the contact would have {len(tags)} tags; {CONTACT_TAGS_MAX} are allowed."
        )
    context.store.contacts.update(
        replace(contact, details={**contact.details, "Tags": tags}, updated_ms=context.now_ms)
    )
