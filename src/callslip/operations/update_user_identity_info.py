"""UpdateUserIdentityInfo: another name or address of a user."""

from callslip.domain.kinds import USER
from callslip.domain.user import check_identity
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_user_identity_info(context: Context, members: Members) -> None:
    """Replace names and addresses as a whole (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserIdentityInfo.html
    """
    user = get_resource(context, USER, members)
    instance = context.store.instances.get(user.instance_id)
    check_identity(members["IdentityInfo"], instance.identity_management_type)
    update_resource(context, user, members)
