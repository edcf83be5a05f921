"""ListContactFlows: the flows of an instance, page by page."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.domain.resource import Resource
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, list_resources


@operation("scan")
def list_contact_flows(context: Context, members: Members) -> Members:
    """Summaries of the flows, of some types or of all.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlows.html
    """
    wanted = members.get("ContactFlowTypes")
    flows, token = list_resources(
        context, CONTACT_FLOW, "ListContactFlows", members, lambda flow: not wanted or flow.document["Type"] in wanted
    )
    return {"ContactFlowSummaryList": [_summary(context, flow) for flow in flows], "NextToken": token}


def _summary(context: Context, flow: Resource) -> dict[str, str]:
    return {
        "Id": flow.resource_id,
        "Arn": arn_of(context, flow),
        "Name": flow.name,
        "ContactFlowType": flow.document["Type"],
        "ContactFlowState": flow.document["State"],
        "ContactFlowStatus": flow.document["Status"],
    }
