"""UntagContact: tags off one contact."""

from msgspec.structs import replace

from callslip.operation import Context, Members, operation


@operation("write")
def untag_contact(context: Context, members: Members) -> None:
    """Remove the tags with these keys; keys that the contact does not have are no error.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UntagContact.html
    """
    contact = context.contact(members)
    tags = {key: value for key, value in contact.details.get("Tags", {}).items() if key not in members["TagKeys"]}
    context.store.contacts.update(
        replace(contact, details={**contact.details, "Tags": tags}, updated_ms=context.now_ms)
    )
