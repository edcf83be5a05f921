"""DeleteContactFlowModule: remove a flow module."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import delete_flow, get_unqualified
from callslip.operation import Context, Members, operation


@operation("write")
def delete_contact_flow_module(context: Context, members: Members) -> None:
    """Delete the module with its versions and aliases. What stands in the content of flows is not looked at.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactFlowModule.html
    """
    delete_flow(context, get_unqualified(context, CONTACT_FLOW_MODULE, members))
