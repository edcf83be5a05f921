"""DescribeAgentStatus: one agent status."""

from callslip.domain.kinds import AGENT_STATUS
from callslip.operation import Context, Members, operation
from callslip.resources import describe_resource, get_resource


@operation("read")
def describe_agent_status(context: Context, members: Members) -> Members:
    """What is known of the status.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeAgentStatus.html
    """
    return {"AgentStatus": describe_resource(context, get_resource(context, AGENT_STATUS, members))}
