"""DeleteRoutingProfile: remove a routing profile."""

from callslip.domain.errors import ResourceInUseException
from callslip.domain.kinds import ROUTING_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import delete_resource, get_resource


@operation("write")
def delete_routing_profile(context: Context, members: Members) -> None:
    """Delete a profile that no user has.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteRoutingProfile.html
    """
    delete_resource(context, get_resource(context, ROUTING_PROFILE, members), ResourceInUseException)
