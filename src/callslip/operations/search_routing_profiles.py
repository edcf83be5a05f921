"""SearchRoutingProfiles: routing profiles that meet criteria."""

from typing import Any

from callslip.domain.kinds import ROUTING_PROFILE, USER
from callslip.domain.resource import Resource
from callslip.domain.routing_profile import associations, concurrencies_found
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, search_resources

_LEFT_OUT = frozenset({"LastModifiedTime", "LastModifiedRegion", "AgentAvailabilityTimer"})


@operation("scan")
def search_routing_profiles(context: Context, members: Members) -> Members:
    """Descriptions without the members that Amazon leaves out of this answer.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchRoutingProfiles.html
    """
    profiles, more = search_resources(
        context, ROUTING_PROFILE, "SearchRoutingProfiles", members, lambda profile: _found(context, profile)
    )
    return {"RoutingProfiles": profiles, **more}


def _found(context: Context, profile: Resource) -> dict[str, Any]:
    whole = describe_resource(context, profile)
    shown = {name: value for name, value in whole.items() if name not in _LEFT_OUT}
    return {
        **shown,
        **associations(profile.document),
        "InstanceId": profile.instance_id,
        "MediaConcurrencies": concurrencies_found(profile.document["MediaConcurrencies"]),
        "NumberOfAssociatedUsers": context.store.resources.count_users_of(profile, USER),
    }
