"""SearchAgentStatuses: agent statuses that meet criteria."""

from callslip.domain.kinds import AGENT_STATUS
from callslip.operation import Context, Members, operation
from callslip.resources import search_resources


@operation("scan")
def search_agent_statuses(context: Context, members: Members) -> Members:
    """Descriptions of the statuses that meet the criteria and pass the filter.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchAgentStatuses.html
    """
    found, more = search_resources(context, AGENT_STATUS, "SearchAgentStatuses", members)
    return {"AgentStatuses": found, **more}
