"""DeleteQueue: remove a queue."""

from callslip.domain.errors import ResourceInUseException
from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import delete_resource, get_resource


@operation("write")
def delete_queue(context: Context, members: Members) -> None:
    """Delete a queue that no routing profile and no quick connect names.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteQueue.html
    """
    delete_resource(context, get_resource(context, QUEUE, members), ResourceInUseException)
