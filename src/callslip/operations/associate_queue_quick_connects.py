"""AssociateQueueQuickConnects: offer quick connects to a queue."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, resolved, update_resource


@operation("write")
def associate_queue_quick_connects(context: Context, members: Members) -> None:
    """Add quick connects to those of the queue; one that is there already stays.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_AssociateQueueQuickConnects.html
    """
    queue = get_resource(context, QUEUE, members)
    given = resolved(context, QUEUE, queue.instance_id, {"QuickConnectIds": members["QuickConnectIds"]})
    both = {*queue.document.get("QuickConnectIds", ()), *given["QuickConnectIds"]}
    update_resource(context, queue, {"QuickConnectIds": sorted(both)})
