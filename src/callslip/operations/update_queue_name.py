"""UpdateQueueName: another name or description of a queue."""

from callslip.domain.kinds import QUEUE
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_name(context: Context, members: Members) -> None:
    """Change what is given of name and description.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueName.html
    """
    check_any_given(members, "Name", "Description")
    update_resource(context, get_resource(context, QUEUE, members), members)
