"""CreateContactFlowModuleVersion: freeze what a flow module says."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import create_version, get_unqualified
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of


@operation("write")
def create_contact_flow_module_version(context: Context, members: Members) -> Members:
    """A version of the published content and settings; the checksum makes sure that it is the one meant.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModuleVersion.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    number = create_version(context, module, members.get("FlowModuleContentSha256"), members.get("Description"))
    return {"ContactFlowModuleArn": f"{arn_of(context, module)}:{number}", "Version": number}
