"""UpdateContactFlowName: another name or description of a flow."""

from callslip.domain.kinds import CONTACT_FLOW
from callslip.domain.resource import check_any_given
from callslip.flow_documents import get_unqualified
from callslip.operation import Context, Members, operation
from callslip.resources import update_resource


@operation("write")
def update_contact_flow_name(context: Context, members: Members) -> None:
    """Change what is given; an empty description removes it (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowName.html
    """
    check_any_given(members, "Name", "Description")
    update_resource(context, get_unqualified(context, CONTACT_FLOW, members), members)
