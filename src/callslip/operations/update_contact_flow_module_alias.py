"""UpdateContactFlowModuleAlias: another name or version of an alias."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import get_alias, get_unqualified, update_alias
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact_flow_module_alias(context: Context, members: Members) -> None:
    """Change what is given of name, description and version.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowModuleAlias.html
    """
    module = get_unqualified(context, CONTACT_FLOW_MODULE, members)
    update_alias(context, module, get_alias(context, module, members), members)
