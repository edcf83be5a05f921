"""DescribeContactFlowAlias: one alias of a flow."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import describe_alias, get_alias, get_unqualified
from callslip.operation import Context, Members, operation


@operation("read")
def describe_contact_flow_alias(context: Context, members: Members) -> Members:
    """The alias and the version that it stands for.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlowAlias.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    return {"ContactFlowAlias": describe_alias(context, flow, get_alias(context, flow, members), "ContactFlow")}
