"""SearchContactFlowModules: flow modules that meet criteria."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_contact_flow_modules(context: Context, members: Members) -> Members:
    """Descriptions without content (our decision: DescribeContactFlowModule has it).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContactFlowModules.html
    """
    modules, more = search_resources(context, CONTACT_FLOW_MODULE, "SearchContactFlowModules", members)
    return {"ContactFlowModules": modules, **more}
