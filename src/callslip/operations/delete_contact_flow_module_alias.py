"""DeleteContactFlowModuleAlias: remove an alias of a flow module."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import get_alias, get_unqualified
from callslip.operation import Context, Members, operation


@operation("write")
def delete_contact_flow_module_alias(context: Context, members: Members) -> None:
    """Delete the alias; the version stays.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DeleteContactFlowModuleAlias.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    context.store.resources.delete(get_alias(context, module, members))
