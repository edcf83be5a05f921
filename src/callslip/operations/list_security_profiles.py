"""ListSecurityProfiles: the security profiles of an instance, page by page."""

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_security_profiles(context: Context, members: Members) -> Members:
    """Summaries of all security profiles.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfiles.html
    """
    profiles, token = list_resources(context, SECURITY_PROFILE, "ListSecurityProfiles", members)
    return {
        "SecurityProfileSummaryList": [
            summarize_resource(context, profile, Type=profile.document["Type"]) for profile in profiles
        ],
        "NextToken": token,
    }
