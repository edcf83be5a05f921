"""ListQuickConnects: the quick connects of an instance, page by page."""

from callslip.domain.kinds import QUICK_CONNECT
from callslip.domain.resource import Resource
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_quick_connects(context: Context, members: Members) -> Members:
    """Summaries of the quick connects, of some types or of all.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQuickConnects.html
    """
    wanted = members.get("QuickConnectTypes") or ("USER", "QUEUE", "PHONE_NUMBER", "FLOW")
    found, token = list_resources(
        context, QUICK_CONNECT, "ListQuickConnects", members, lambda each: _type_of(each) in wanted
    )
    return {
        "QuickConnectSummaryList": [
            summarize_resource(context, each, QuickConnectType=_type_of(each)) for each in found
        ],
        "NextToken": token,
    }


def _type_of(quick_connect: Resource) -> str:
    return str(quick_connect.document["QuickConnectConfig"]["QuickConnectType"])
