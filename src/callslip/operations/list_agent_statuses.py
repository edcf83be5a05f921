"""ListAgentStatuses: the agent statuses of an instance, page by page."""

from callslip.domain.kinds import AGENT_STATUS
from callslip.operation import Context, Members, operation
from callslip.resources import list_resources, summarize_resource


@operation("scan")
def list_agent_statuses(context: Context, members: Members) -> Members:
    """Summaries of the statuses, of some types or of all.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_ListAgentStatuses.html
    """
    wanted = members.get("AgentStatusTypes") or ("ROUTABLE", "CUSTOM", "OFFLINE")
    found, token = list_resources(
        context, AGENT_STATUS, "ListAgentStatuses", members, lambda status: status.document["Type"] in wanted
    )
    return {
        "AgentStatusSummaryList": [
            summarize_resource(context, status, Type=status.document["Type"]) for status in found
        ],
        "NextToken": token,
    }
