"""UpdateQueueOutboundCallerConfig: who calls when a queue calls out."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_outbound_caller_config(context: Context, members: Members) -> None:
    """Replace caller name, number and whisper flow. The number is kept as given: there is no telephone.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueOutboundCallerConfig.html
    """
    update_resource(context, get_resource(context, QUEUE, members), members)
