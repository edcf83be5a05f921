"""DeleteQuickConnect: remove a quick connect."""

from callslip.domain.kinds import QUEUE, QUICK_CONNECT
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def delete_quick_connect(context: Context, members: Members) -> None:
    """Delete the quick connect, and take it from the queues that offer it (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteQuickConnect.html
    """
    quick_connect = get_resource(context, QUICK_CONNECT, members)
    for queue in list(context.store.resources.each(quick_connect.instance_id, QUEUE)):
        offered = queue.document.get("QuickConnectIds", [])
        if quick_connect.resource_id in offered:
            left = [each for each in offered if each != quick_connect.resource_id]
            update_resource(context, queue, {"QuickConnectIds": left})
    context.store.resources.delete(quick_connect)
