"""UpdateContactFlowContent: what a flow says from now on."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import update_content
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact_flow_content(context: Context, members: Members) -> None:
    """Publish the content, or save it when `:$SAVED` follows the flow's id.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowContent.html
    """
    update_content(context, CONTACT_FLOW, members)
