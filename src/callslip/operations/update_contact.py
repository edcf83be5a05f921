"""UpdateContact: name, description, references and segment attributes of a contact."""

from callslip.domain.contact_update import updated
from callslip.operation import Context, Members, operation
from callslip.resources import check_named


@operation("write")
def update_contact(context: Context, members: Members) -> None:
    """Change one contact, ongoing or ended; the others of its chain stay as they are.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContact.html
    """
    contact = context.contact(members)
    check_named(context, members)
    context.store.contacts.update(updated(contact, members, context.now_ms))
