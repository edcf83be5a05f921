"""SearchQueues: queues that meet criteria."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_queues(context: Context, members: Members) -> Members:
    """Descriptions of the queues that meet the criteria and pass the filter.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchQueues.html
    """
    queues, more = search_resources(context, QUEUE, "SearchQueues", members)
    return {"Queues": queues, **more}
