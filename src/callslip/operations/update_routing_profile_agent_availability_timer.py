"""UpdateRoutingProfileAgentAvailabilityTimer: what makes a user next."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_routing_profile_agent_availability_timer(context: Context, members: Members) -> None:
    """Set from when the idle time of users counts.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileAgentAvailabilityTimer.html
    """
    update_resource(context, get_resource(context, ROUTING_PROFILE, members), members)
