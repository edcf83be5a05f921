"""UpdateQueueMaxContacts: when a queue is full."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_max_contacts(context: Context, members: Members) -> None:
    """Set how many contacts may wait; without MaxContacts there is no limit any more (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueMaxContacts.html
    """
    queue = get_resource(context, QUEUE, members)
    update_resource(context, queue, {"MaxContacts": members.get("MaxContacts")})
