"""UpdateContactFlowAlias: another name or version of an alias."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.flow_documents import get_alias, get_unqualified, update_alias
from callslip.operation import Context, Members, operation


@operation("write")
def update_contact_flow_alias(context: Context, members: Members) -> None:
    """Change what is given of name, description and version.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowAlias.html
    """
    flow = get_unqualified(context, CONTACT_FLOW, members)
    update_alias(context, flow, get_alias(context, flow, members), members)
