"""UpdateQueueHoursOfOperation: when a queue is open."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_hours_of_operation(context: Context, members: Members) -> None:
    """Give the queue other hours of operation.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueHoursOfOperation.html
    """
    update_resource(context, get_resource(context, QUEUE, members), members)
