"""DescribeContactFlow: one flow with its content."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import describe_flow
from callslip.operation import Context, Members, operation


@operation("read")
def describe_contact_flow(context: Context, members: Members) -> Members:
    """What is published; what is saved, a version or an alias when that follows the flow's id after a colon.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlow.html
    """
    return {"ContactFlow": describe_flow(context, CONTACT_FLOW, members, "FlowContentSha256")}
