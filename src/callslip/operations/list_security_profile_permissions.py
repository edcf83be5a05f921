"""ListSecurityProfilePermissions: the permissions of a security profile, page by page."""

from callslip.domain.kinds import SECURITY_PROFILE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, last_modified, page_of


@operation("scan")
def list_security_profile_permissions(context: Context, members: Members) -> Members:
    """Each permission once, in alphabetical order.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListSecurityProfilePermissions.html
    """
    profile = get_resource(context, SECURITY_PROFILE, members)
    names = sorted(set(profile.document.get("Permissions", ())))
    found, token = page_of(
        context, "ListSecurityProfilePermissions", members, lambda after: (name for name in names if name > after), str
    )
    return {"Permissions": found, "NextToken": token, **last_modified(context, profile)}
