"""SearchQuickConnects: quick connects that meet criteria."""

from callslip.domain.kinds import QUICK_CONNECT
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_quick_connects(context: Context, members: Members) -> Members:
    """Descriptions of the quick connects that meet the criteria and pass the filter.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchQuickConnects.html
    """
    found, more = search_resources(context, QUICK_CONNECT, "SearchQuickConnects", members)
    return {"QuickConnects": found, **more}
