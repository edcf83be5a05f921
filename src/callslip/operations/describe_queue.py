"""DescribeQueue: one queue."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_queue(context: Context, members: Members) -> Members:
    """What is known of the queue; its quick connects are listed apart.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeQueue.html
    """
    return {"Queue": describe_resource(context, get_resource(context, QUEUE, members))}
