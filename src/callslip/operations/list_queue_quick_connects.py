"""ListQueueQuickConnects: the quick connects of a queue, page by page."""

from callslip.domain.kinds import QUEUE, QUICK_CONNECT
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, last_modified, page_of, summarize_resource


@operation("scan")
def list_queue_quick_connects(context: Context, members: Members) -> Members:
    """Summaries of the quick connects; the times are those of the queue.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListQueueQuickConnects.html
    """
    queue = get_resource(context, QUEUE, members)
    ids = sorted(set(queue.document.get("QuickConnectIds", ())))
    found, token = page_of(
        context, "ListQueueQuickConnects", members, lambda after: (each for each in ids if each > after), str
    )
    quick_connects = [context.store.resources.get(queue.instance_id, QUICK_CONNECT, each) for each in found]
    return {
        "QuickConnectSummaryList": [
            summarize_resource(context, each, QuickConnectType=each.document["QuickConnectConfig"]["QuickConnectType"])
            for each in quick_connects
        ],
        "NextToken": token,
        **last_modified(context, queue),
    }
