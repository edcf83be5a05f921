"""CreateContactFlowVersion: freeze what a flow says."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.domain.resource import refuse_unserved
from callslip.flow_documents import create_version, get_unqualified
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of


@operation("write")
def create_contact_flow_version(context: Context, members: Members) -> Members:
    """A version of the published content; FlowContentSha256 makes sure that it is the one meant.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowVersion.html
    """
    refuse_unserved(members, "ContactFlowVersion", "LastModifiedTime", "LastModifiedRegion")
    flow = get_unqualified(context, CONTACT_FLOW, members)
    number = create_version(context, flow, members.get("FlowContentSha256"), members.get("Description"))
    return {"ContactFlowArn": f"{arn_of(context, flow)}:{number}", "Version": number}
