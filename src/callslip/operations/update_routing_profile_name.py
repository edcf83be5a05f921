"""UpdateRoutingProfileName: another name or description of a routing profile."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_routing_profile_name(context: Context, members: Members) -> None:
    """Change what is given of name and description.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileName.html
    """
    check_any_given(members, "Name", "Description")
    update_resource(context, get_resource(context, ROUTING_PROFILE, members), members)
