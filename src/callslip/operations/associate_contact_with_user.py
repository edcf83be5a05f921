"""AssociateContactWithUser: a user takes a waiting contact."""

from callslip.domain.arn import user_id_of
from callslip.domain.lifecycle import WAITING, check_state
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner.moves import take_contact


@operation("bulk")
def associate_contact_with_user(context: Context, members: Members) -> None:
    """Connect a contact to a user, who accepts at once. One that is still in its flow may be taken (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateContactWithUser.html
    """
    contact = context.contact(members)
    check_named(context, members)
    check_state(contact, WAITING, "taken by a user")
    take_contact(context.stage, contact, user_id_of(members["UserId"]))
