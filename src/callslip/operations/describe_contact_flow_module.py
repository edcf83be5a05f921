"""DescribeContactFlowModule: one flow module with its content."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import describe_flow
from callslip.operation import Context, Members, operation


@operation("read")
def describe_contact_flow_module(context: Context, members: Members) -> Members:
    """What is published; what is saved, a version or an alias when that follows the module's id after a colon.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlowModule.html
    """
    return {"ContactFlowModule": describe_flow(context, CONTACT_FLOW_MODULE, members, "FlowModuleContentSha256")}
