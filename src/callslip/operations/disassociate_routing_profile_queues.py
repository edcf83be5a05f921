"""DisassociateRoutingProfileQueues: take queues from a routing profile."""

from typing import Any

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.resource import check_any_given
from callslip.domain.routing_profile import without_queues
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, resolved, update_resource

_PLACES = {"QueueReferences": "QueueConfigs", "ManualAssignmentQueueReferences": "ManualAssignmentQueueConfigs"}
"""Members of the request, and those of the profile that they shorten."""


@operation("write")
def disassociate_routing_profile_queues(context: Context, members: Members) -> None:
    """Remove queues, also for manual assignment; ten at most in one request.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateRoutingProfileQueues.html
    """
    check_any_given(members, *_PLACES)
    profile = get_resource(context, ROUTING_PROFILE, members)
    changes = {}
    for name, place in _PLACES.items():
        if name in members:
            leaving = resolved(context, ROUTING_PROFILE, profile.instance_id, {place: _configs(members[name])})
            changes[place] = without_queues(profile.document.get(place, []), leaving[place])
    update_resource(context, profile, changes)


def _configs(references: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [{"QueueReference": reference} for reference in references]
