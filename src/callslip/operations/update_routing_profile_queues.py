"""UpdateRoutingProfileQueues: other priorities and delays of queues."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.routing_profile import check_associated, with_queues
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, resolved, update_resource


@operation("write")
def update_routing_profile_queues(context: Context, members: Members) -> None:
    """Change priority and delay of queues that the profile has.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileQueues.html
    """
    profile = get_resource(context, ROUTING_PROFILE, members)
    given = resolved(context, ROUTING_PROFILE, profile.instance_id, {"QueueConfigs": members["QueueConfigs"]})
    current = profile.document.get("QueueConfigs", [])
    check_associated(current, given["QueueConfigs"])
    update_resource(context, profile, {"QueueConfigs": with_queues(current, given["QueueConfigs"])})
