"""CreateContactFlowModuleAlias: a name for a version of a flow module."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import create_alias, get_unqualified
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of


@operation("write")
def create_contact_flow_module_alias(context: Context, members: Members) -> Members:
    """Make an alias; its name can follow the module's id after a colon.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModuleAlias.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    alias = create_alias(context, module, members["ContactFlowModuleVersion"], members)
    return {"ContactFlowModuleArn": arn_of(context, module), "Id": alias.resource_id}
