"""UpdateRoutingProfileConcurrency: how much users take at a time."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.routing_profile import check_concurrencies
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_routing_profile_concurrency(context: Context, members: Members) -> None:
    """Replace the channels and how many contacts of each a user takes.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileConcurrency.html
    """
    check_concurrencies(members["MediaConcurrencies"])
    update_resource(context, get_resource(context, ROUTING_PROFILE, members), members)
