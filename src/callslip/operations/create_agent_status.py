"""CreateAgentStatus: a reason why users take no contacts."""

from callslip.domain.kinds import AGENT_STATUS
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, create_resource


@operation("write")
def create_agent_status(context: Context, members: Members) -> Members:
    """Make a status of our own (CUSTOM); the other types come with the instance.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateAgentStatus.html
    """
    status = create_resource(context, AGENT_STATUS, members, Type="CUSTOM")
    return {"AgentStatusId": status.resource_id, "AgentStatusARN": arn_of(context, status)}
