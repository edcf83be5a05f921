"""AssociateRoutingProfileQueues: give a routing profile more queues."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.resource import check_any_given
from callslip.domain.routing_profile import with_queues
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, resolved, update_resource


@operation("write")
def associate_routing_profile_queues(context: Context, members: Members) -> None:
    """Add queues, also for manual assignment; one that is there already gets the new priority and delay.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateRoutingProfileQueues.html
    """
    check_any_given(members, "QueueConfigs", "ManualAssignmentQueueConfigs")
    profile = get_resource(context, ROUTING_PROFILE, members)
    given = {name: members[name] for name in ("QueueConfigs", "ManualAssignmentQueueConfigs") if name in members}
    given = resolved(context, ROUTING_PROFILE, profile.instance_id, given)
    changes = {name: with_queues(profile.document.get(name, []), configs) for name, configs in given.items()}
    update_resource(context, profile, changes)
