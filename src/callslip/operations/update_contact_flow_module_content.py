"""UpdateContactFlowModuleContent: what a flow module says from now on."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import update_content
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact_flow_module_content(context: Context, members: Members) -> None:
    """Publish content and settings, or save them when `:$SAVED` follows the module's id.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowModuleContent.html
    """
    update_content(context, CONTACT_FLOW_MODULE, members)
