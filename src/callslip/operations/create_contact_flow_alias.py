"""CreateContactFlowAlias: a name for a version of a flow."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import create_alias, get_unqualified
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of


@operation("write")
def create_contact_flow_alias(context: Context, members: Members) -> Members:
    """Make an alias; its name can follow the flow's id after a colon.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowAlias.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    alias = create_alias(context, flow, members["ContactFlowVersion"], members)
    return {"ContactFlowArn": arn_of(context, flow), "Id": alias.resource_id}
