"""AssociateContactWithUser: a user takes a waiting contact."""

from callslip.domain.arn import user_id_of
from callslip.domain.lifecycle import WAITING, check_state, connect_user
from callslip.operation import Context, Members, operation


@operation("write")
def associate_contact_with_user(context: Context, members: Members) -> None:
    """Connect a contact to a user, who accepts at once. One that is still in its flow may be taken (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateContactWithUser.html
    """
    contact = context.contact(members)
    check_state(contact, WAITING, "taken by a user")
    context.store.contacts.update(connect_user(contact, user_id_of(members["UserId"]), context.now_ms))
