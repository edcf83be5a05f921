"""CreateContactFlowModule: a part of flows, written in the flow language."""

from callslip.domain.kinds import CONTACT_FLOW_MODULE
from callslip.flow_documents import create_flow
from callslip.operation import Context, Members, operation
from callslip.resources import arn_of, instance_of


@operation("write")
def create_contact_flow_module(context: Context, members: Members) -> Members:
    """Publish a module; the content is checked and kept byte for byte.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModule.html
    """
    instance_id = instance_of(context, members)
    return context.answer_once(instance_id, "CreateContactFlowModule", members, lambda: _create(context, members))


def _create(context: Context, members: Members) -> Members:
    module = create_flow(context, CONTACT_FLOW_MODULE, members)
    return {"Id": module.resource_id, "Arn": arn_of(context, module)}
