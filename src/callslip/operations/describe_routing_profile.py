"""DescribeRoutingProfile: one routing profile."""

from callslip.domain.kinds import ROUTING_PROFILE, USER
from callslip.domain.routing_profile import associations
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_routing_profile(context: Context, members: Members) -> Members:
    """The profile with the ids of its queues, and how many users have it.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeRoutingProfile.html
    """
    profile = get_resource(context, ROUTING_PROFILE, members)
    return {
        "RoutingProfile": {
            **describe_resource(context, profile),
            **associations(profile.document),
            "InstanceId": profile.instance_id,
            "NumberOfAssociatedUsers": context.store.resources.count_users_of(profile, USER),
        }
    }
