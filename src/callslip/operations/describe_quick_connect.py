"""DescribeQuickConnect: one quick connect."""

from callslip.domain.kinds import QUICK_CONNECT
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_quick_connect(context: Context, members: Members) -> Members:
    """What is known of the quick connect.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeQuickConnect.html
    """
    return {"QuickConnect": describe_resource(context, get_resource(context, QUICK_CONNECT, members))}
