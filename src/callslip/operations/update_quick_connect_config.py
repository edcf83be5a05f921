"""UpdateQuickConnectConfig: another place to transfer to."""

from callslip.domain.kinds import QUICK_CONNECT
from callslip.domain.quick_connect import check_quick_connect_config
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_quick_connect_config(context: Context, members: Members) -> None:
    """Replace type and place.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQuickConnectConfig.html
    """
    check_quick_connect_config(members["QuickConnectConfig"])
    update_resource(context, get_resource(context, QUICK_CONNECT, members), members)
