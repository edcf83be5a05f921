"""DeleteContactFlowAlias: remove an alias of a flow."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import get_alias, get_unqualified
from callslip.operation import Context, Members, operation


@operation("write")
def delete_contact_flow_alias(context: Context, members: Members) -> None:
    """Delete the alias; the version stays.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactFlowAlias.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    context.store.resources.delete(get_alias(context, flow, members))
