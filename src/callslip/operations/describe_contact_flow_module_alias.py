"""DescribeContactFlowModuleAlias: one alias of a flow module."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import describe_alias, get_alias, get_unqualified
from callslip.operation import Context, Members, operation


@operation("read")
def describe_contact_flow_module_alias(context: Context, members: Members) -> Members:
    """The alias and the version that it stands for.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContactFlowModuleAlias.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    alias = get_alias(context, module, members)
    return {"ContactFlowModuleAlias": describe_alias(context, module, alias, "ContactFlowModule")}
