"""CreateQuickConnect: a place to transfer to."""

from callslip.domain.kinds import QUICK_CONNECT
from callslip.domain.quick_connect import check_quick_connect_config
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource


@operation("write")
def create_quick_connect(context: Context, members: Members) -> Members:
    """Make a quick connect to a user, a queue, a telephone number or a flow.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateQuickConnect.html
    """
    check_quick_connect_config(members["QuickConnectConfig"])
    quick_connect = create_resource(context, QUICK_CONNECT, members)
    return {"QuickConnectId": quick_connect.resource_id, "QuickConnectARN": arn_of(context, quick_connect)}
