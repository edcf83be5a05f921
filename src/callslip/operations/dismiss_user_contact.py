"""DismissUserContact: a user is done with an ended contact."""

from callslip.domain.arn import user_id_of
from callslip.domain.lifecycle import dismiss
from callslip.operation import Context, Members, operation
from callslip.resources import check_named


@operation("write")
def dismiss_user_contact(context: Context, members: Members) -> None:
    """End the work after the contact.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DismissUserContact.html
    """
    contact = context.contact(members)
    check_named(context, members)
    context.store.contacts.update(dismiss(contact, user_id_of(members["UserId"]), context.now_ms))
