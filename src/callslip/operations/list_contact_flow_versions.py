"""ListContactFlowVersions: the versions of a flow, page by page."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import get_unqualified, list_versions
from callslip.operation import Context, Members, operation


@operation("scan")
def list_contact_flow_versions(context: Context, members: Members) -> Members:
    """Versions in the order of their numbers.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListContactFlowVersions.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    versions, token = list_versions(context, flow, "ListContactFlowVersions", members)
    return {"ContactFlowVersionSummaryList": versions, "NextToken": token}
