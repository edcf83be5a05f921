"""ListRoutingProfiles: the routing profiles of an instance, page by page."""

from callslip.domain.kinds import ROUTING_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_routing_profiles(context: Context, members: Members) -> Members:
    """Summaries of all routing profiles.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfiles.html
    """
    profiles, token = list_resources(context, ROUTING_PROFILE, "ListRoutingProfiles", members)
    return {
        "RoutingProfileSummaryList": [summarize_resource(context, profile) for profile in profiles],
        "NextToken": token,
    }
