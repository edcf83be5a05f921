"""DeleteContactFlowModuleVersion: remove a version of a flow module."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import delete_version, get_unqualified
from callslip.operation import Context, Members, operation


@operation("write")
def delete_contact_flow_module_version(context: Context, members: Members) -> None:
    """Delete a version that no alias stands for; its number is not given again.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactFlowModuleVersion.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    delete_version(context, module, members["ContactFlowModuleVersion"])
