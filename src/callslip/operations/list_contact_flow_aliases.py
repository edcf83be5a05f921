"""ListContactFlowAliases: the aliases of a flow, page by page."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import get_unqualified, list_aliases
from callslip.operation import Context, Members, operation


@operation("scan")
def list_contact_flow_aliases(context: Context, members: Members) -> Members:
    """Aliases in the order of their ids.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowAliases.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    aliases, token = list_aliases(context, flow, "ListContactFlowAliases", members)
    return {"ContactFlowAliasSummaryList": aliases, "NextToken": token}
