"""ListContactFlowModuleAliases: the aliases of a flow module, page by page."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import get_unqualified, list_aliases
from callslip.operation import Context, Members, operation


@operation("scan")
def list_contact_flow_module_aliases(context: Context, members: Members) -> Members:
    """Aliases in the order of their ids.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowModuleAliases.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    aliases, token = list_aliases(context, module, "ListContactFlowModuleAliases", members)
    return {
        "ContactFlowModuleAliasSummaryList": [
            {name: value for name, value in alias.items() if name != "LastModifiedRegion"} for alias in aliases
        ],
        "NextToken": token,
    }
