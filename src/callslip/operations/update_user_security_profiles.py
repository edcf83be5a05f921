"""UpdateUserSecurityProfiles: what a user may do."""

from callslip.domain.kinds import USER
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_user_security_profiles(context: Context, members: Members) -> None:
    """Replace the security profiles of the user.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserSecurityProfiles.html
    """
    update_resource(context, get_resource(context, USER, members), members)
