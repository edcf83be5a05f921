"""DeleteUser: remove a user."""

from callslip.domain.kinds import USER
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource


@operation("write")
def delete_user(context: Context, members: Members) -> None:
    """Delete the user. Quick connects that lead to the user stay, as with Amazon: delete them too.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteUser.html
    """
    context.store.resources.delete(get_resource(context, USER, members))
