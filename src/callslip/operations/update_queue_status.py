"""UpdateQueueStatus: open or close a queue."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_status(context: Context, members: Members) -> None:
    """Enable or disable the queue.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueStatus.html
    """
    update_resource(context, get_resource(context, QUEUE, members), members)
