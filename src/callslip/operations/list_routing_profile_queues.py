"""ListRoutingProfileQueues: the queues of a routing profile, page by page."""

from typing import Any

from callslip.domain.kinds import QUEUE, ROUTING_PROFILE
from callslip.domain.routing_profile import queue_key
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, get_resource, last_modified, page_of


@operation("scan")
def list_routing_profile_queues(context: Context, members: Members) -> Members:
    """Each pair of queue and channel, with priority and delay; the times are those of the profile.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListRoutingProfileQueues.html
    """
    profile = get_resource(context, ROUTING_PROFILE, members)
    configs = sorted(profile.document.get("QueueConfigs", ()), key=queue_key)
    found, token = page_of(
        context,
        "ListRoutingProfileQueues",
        members,
        lambda after: (each for each in configs if queue_key(each) > after),
        queue_key,
    )
    return {
        "RoutingProfileQueueConfigSummaryList": [_summary(context, profile.instance_id, each) for each in found],
        "NextToken": token,
        **last_modified(context, profile),
    }


def _summary(context: Context, instance_id: str, config: Members) -> dict[str, Any]:
    queue = context.store.resources.get(instance_id, QUEUE, config["QueueReference"]["QueueId"])
    return {
        "QueueId": queue.resource_id,
        "QueueArn": arn_of(context, queue),
        "QueueName": queue.name,
        "Channel": config["QueueReference"]["Channel"],
        "Priority": config["Priority"],
        "Delay": config["Delay"],
    }
