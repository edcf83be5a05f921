"""SearchContactFlows: flows that meet criteria."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_contact_flows(context: Context, members: Members) -> Members:
    """Descriptions without content (our decision: DescribeContactFlow has it).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContactFlows.html
    """
    flows, more = search_resources(context, CONTACT_FLOW, "SearchContactFlows", members)
    return {"ContactFlows": flows, **more}
