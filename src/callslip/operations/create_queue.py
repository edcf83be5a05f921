"""CreateQueue: a place where contacts wait for a user."""

from callslip.domain.kinds import QUEUE
from callslip.domain.resource import refuse_unserved
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource


@operation("write")
def create_queue(context: Context, members: Members) -> Members:
    """Make a queue that is enabled at once. E-mail addresses are not served.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateQueue.html
    """
    refuse_unserved(members, "EmailAddressesConfig")
    queue = create_resource(context, QUEUE, members, Status="ENABLED", QueueType="STANDARD")
    return {"QueueId": queue.resource_id, "QueueArn": arn_of(context, queue)}
