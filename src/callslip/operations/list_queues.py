"""ListQueues: the queues of an instance, page by page."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_queues(context: Context, members: Members) -> Members:
    """Summaries of standard queues. Queues of single users (AGENT) are not kept, so none is listed.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQueues.html
    """
    wanted = members.get("QueueTypes") or ["STANDARD"]
    queues, token = list_resources(
        context, QUEUE, "ListQueues", members, lambda queue: queue.document["QueueType"] in wanted
    )
    return {
        "QueueSummaryList": [summarize_resource(context, queue, QueueType="STANDARD") for queue in queues],
        "NextToken": token,
    }
