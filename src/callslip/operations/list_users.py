"""ListUsers: the users of an instance, page by page."""

from typing import Any

from callslip.domain.kinds import USER
from callslip.domain.resource import Resource
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_users(context: Context, members: Members) -> Members:
    """Summaries of all users.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListUsers.html
    """
    users, token = list_resources(context, USER, "ListUsers", members)
    return {"UserSummaryList": [_summary(context, user) for user in users], "NextToken": token}


def _summary(context: Context, user: Resource) -> dict[str, Any]:
    summary = summarize_resource(context, user, Username=user.name)
    del summary["Name"]
    return summary
