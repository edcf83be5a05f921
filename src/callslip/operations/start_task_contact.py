"""StartTaskContact: a task for an agent, alone or linked to another contact."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import check_schedule, new_contact
from callslip.domain.contact_references import SIMPLE, check_references
from callslip.domain.errors import InvalidRequestException, NotImplementedException
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow

_WAYS = ("ContactFlowId", "QuickConnectId", "TaskTemplateId")
_NOT_SERVED = ("TaskTemplateId", "Attachments")


@operation("bulk")
def start_task_contact(context: Context, members: Members) -> Members:
    """Begin a task, now or at ScheduledTime. A flow that is not stored is kept as a name, and so is a quick connect.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartTaskContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "StartTaskContact", members, lambda: _start(context, instance_id, members))


def _start(context: Context, instance_id: str, members: Members) -> Members:
    _check(members)
    check_references(members, SIMPLE)
    scheduled_ms = members.get("ScheduledTime")
    check_schedule(scheduled_ms, context.now_ms)
    check_named(context, members)
    contact = new_contact(instance_id, context.world.ids.new_id(), "TASK", "API", context.now_ms, members)
    contact = replace(contact, scheduled_ms=scheduled_ms, connected_ms=None if scheduled_ms else context.now_ms)
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    if contact.connected_ms is not None:
        begin_flow(context.stage, contact)
    return {"ContactId": contact.contact_id}


def _check(members: Members) -> None:
    if sum(name in members for name in _WAYS) != 1:
        raise InvalidRequestException(f"Give exactly one of {', '.join(_WAYS)}.")
    for name in _NOT_SERVED:
        if name in members:
            raise NotImplementedException(
                f"StartTaskContact with {name} is not served. Give a ContactFlowId or a QuickConnectId."
            )
