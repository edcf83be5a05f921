"""UpdateAgentStatus: another name, state or place of a status."""

from callslip.domain.kinds import AGENT_STATUS
from callslip.domain.resource import check_any_given
from callslip.operation import Context, Members, operation
from callslip.resources import get_resource, update_resource


@operation("write")
def update_agent_status(context: Context, members: Members) -> None:
    """Change what is given; ResetOrderNumber takes the place in the order away.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateAgentStatus.html
    """
    changes = dict(members)
    if changes.pop("ResetOrderNumber", False):
        changes["DisplayOrder"] = None
    check_any_given(changes, "Name", "Description", "State", "DisplayOrder")
    update_resource(context, get_resource(context, AGENT_STATUS, members), changes)
