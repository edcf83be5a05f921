"""DeleteContactFlow: remove a flow."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import delete_flow, get_unqualified
from callslip.operation import Context, Members, operation


@operation("write")
def delete_contact_flow(context: Context, members: Members) -> None:
    """Delete the flow with its versions and aliases, unless a quick connect or a queue names it.

    What stands in the content of other flows is not looked at.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactFlow.html
    """
    delete_flow(context, get_unqualified(context, CONTACT_FLOW, members))
