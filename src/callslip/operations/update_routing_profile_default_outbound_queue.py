"""UpdateRoutingProfileDefaultOutboundQueue: through which queue users call out."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_routing_profile_default_outbound_queue(context: Context, members: Members) -> None:
    """Give the profile another queue for outbound calls.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileDefaultOutboundQueue.html
    """
    update_resource(context, get_resource(context, ROUTING_PROFILE, members), members)
