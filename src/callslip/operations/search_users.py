"""SearchUsers: users that meet criteria."""

from callslip.domain.errors import AccessDeniedException
from callslip.domain.kinds import USER
from callslip.domain.user import lite
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, search_resources


@operation("scan")
def search_users(context: Context, members: Members) -> Members:
    """Descriptions in short: names only, after contact work in milliseconds.

    TagFilter and UserAttributeFilter together are refused with AccessDeniedException, as Amazon documents it.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchUsers.html
    """
    if len(members.get("SearchFilter", {})) > 1:
        raise AccessDeniedException("SearchFilter: TagFilter and UserAttributeFilter cannot both be given.")
    users, more = search_resources(
        context, USER, "SearchUsers", members, lambda user: lite(describe_resource(context, user))
    )
    return {"Users": users, **more}
