"""UpdateUserRoutingProfile: what a user takes."""

from callslip.domain.kinds import USER
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_user_routing_profile(context: Context, members: Members) -> None:
    """Give the user another routing profile.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserRoutingProfile.html
    """
    update_resource(context, get_resource(context, USER, members), members)
