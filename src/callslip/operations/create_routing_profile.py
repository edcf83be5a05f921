"""CreateRoutingProfile: what users take, and from which queues."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.routing_profile import check_concurrencies
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource


@operation("write")
def create_routing_profile(context: Context, members: Members) -> Members:
    """Make a routing profile with its queues.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateRoutingProfile.html
    """
    check_concurrencies(members["MediaConcurrencies"])
    profile = create_resource(context, ROUTING_PROFILE, members, IsDefault=False)
    return {"RoutingProfileId": profile.resource_id, "RoutingProfileArn": arn_of(context, profile)}
