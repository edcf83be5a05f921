"""CreateContactFlow: what is done with contacts, written in the flow language."""

from callslip.domain.flow import FlowContent
from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import create_flow
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of


@operation("write")
def create_contact_flow(context: Context, members: Members) -> Members:
    """Keep the content byte for byte. What is published is checked, what is SAVED is not.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlow.html
    """
    flow = create_flow(context, CONTACT_FLOW, members, members.get("Status", "PUBLISHED"))
    return {
        "ContactFlowId": flow.resource_id,
        "ContactFlowArn": arn_of(context, flow),
        "FlowContentSha256": FlowContent(members["Content"], "PUBLISHED").sha256,
    }
