"""UpdateQueueOutboundEmailConfig: who writes when a queue writes."""

from callslip.domain.kinds import QUEUE
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_queue_outbound_email_config(context: Context, members: Members) -> None:
    """Replace the e-mail address, which is kept as given and not looked up.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQueueOutboundEmailConfig.html
    """
    update_resource(context, get_resource(context, QUEUE, members), members)
