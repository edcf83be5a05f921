"""DisassociateQueueQuickConnects: take quick connects from a queue."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, resolved, update_resource


@operation("write")
def disassociate_queue_quick_connects(context: Context, members: Members) -> None:
    """Remove quick connects from those of the queue; one that is not among them is no error (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DisassociateQueueQuickConnects.html
    """
    queue = get_resource(context, QUEUE, members)
    given = resolved(context, QUEUE, queue.instance_id, {"QuickConnectIds": members["QuickConnectIds"]})
    left = set(queue.document.get("QuickConnectIds", ())) - set(given["QuickConnectIds"])
    update_resource(context, queue, {"QuickConnectIds": sorted(left)})
