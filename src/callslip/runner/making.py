"""Contacts that a flow begins: tasks and callbacks."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from callslip.domain.contact import Contact, check_schedule, new_contact
from callslip.domain.contact_references import SIMPLE, check_references
from callslip.domain.errors import InvalidRequestException, NotImplementedException
from callslip.domain.lifecycle import enqueue
from callslip.flows.effects import ContactDataSet
from callslip.flows.references import text_of
from callslip.runner.begin import FLOW_DEPTH_MAX, origin_of, put_run
from callslip.runner.contacts import begin_contact
from callslip.runner.scenes import target_queue, with_data
from callslip.runner.stored_flows import find_flow
from callslip.runner.world import Stage

_CALLBACK_MINUTES = 7 * 24 * 60
_TASK_MEMBERS = ("Name", "Description")


class Making(msgspec.Struct, frozen=True):
    """What a flow asks for: the action's type and parameters, the contact it runs on, and how deep it is."""

    stage: Stage
    contact: Contact
    flow_id: str
    depth: int
    type: str
    parameters: Mapping[str, Any]
    question: Mapping[str, Any]
    has_flow: bool = False
    """Whether the new contact's flow is stored."""


def make_contact(making: Making) -> dict[str, str]:
    """Begin the contact and put its flow before it; the data that the action gets. Raises ServiceError."""
    maker = _MAKERS.get(making.type)
    if maker is None:
        raise NotImplementedException(f"{making.type} begins no contact here; give a stub for it")
    if making.depth >= FLOW_DEPTH_MAX:
        raise InvalidRequestException(f"flows began {FLOW_DEPTH_MAX} contacts from one another; no more are allowed")
    stage, flow_id = making.stage, making.parameters.get("ContactFlowId")
    stored = find_flow(stage, making.contact.instance_id, text_of(flow_id)) if flow_id else None
    contact, given = maker(replace(making, has_flow=stored is not None))
    origin = origin_of(stage, contact.instance_id, making.flow_id)
    with stage.store.transaction.savepoint():
        begin_contact(stage.store, contact, given, origin, stage.floor_ms(contact.instance_id))
    if stored is not None and contact.scheduled_ms is None:
        put_run(stage, contact, stored, depth=making.depth + 1)
    return {"ContactId": contact.contact_id}


def _task(making: Making) -> tuple[Contact, Mapping[str, str]]:
    stage, parameters = making.stage, making.parameters
    if "TaskTemplateId" in parameters:
        raise NotImplementedException("task templates are not served; give a ContactFlowId")
    members = {name: text_of(parameters[name]) for name in (*_TASK_MEMBERS, "ContactFlowId") if name in parameters}
    references = {name: _reference(value) for name, value in (parameters.get("References") or {}).items()}
    check_references({"References": references}, SIMPLE)
    contact = new_contact(
        making.contact.instance_id,
        stage.world.ids.new_id(),
        "TASK",
        "API",
        stage.at_ms,
        {**members, "References": references, "RelatedContactId": making.contact.contact_id},
    )
    scheduled_ms = _scheduled_ms(parameters, stage.at_ms)
    check_schedule(scheduled_ms, stage.at_ms)
    connected_ms = stage.at_ms if scheduled_ms is None else None
    given = {name: text_of(value) for name, value in (parameters.get("Attributes") or {}).items()}
    return replace(contact, scheduled_ms=scheduled_ms, connected_ms=connected_ms), given


def _callback(making: Making) -> tuple[Contact, Mapping[str, str]]:
    """A call that waits in the queue, or whose flow leads there; delays and attempts are kept and not counted."""
    stage, parent = making.stage, making.contact
    members = {"PreviousContactId": parent.contact_id, "ExpiryDurationInMinutes": _CALLBACK_MINUTES}
    if "ContactFlowId" in making.parameters:
        members["ContactFlowId"] = text_of(making.parameters["ContactFlowId"])
    contact = new_contact(parent.instance_id, stage.world.ids.new_id(), "VOICE", "CALLBACK", stage.at_ms, members)
    details = {**contact.details, "Flow": {**parent.details.get("Flow", {}), "Callback": dict(making.parameters)}}
    number = parent.details.get("Flow", {}).get("Settings", {}).get("CallbackNumber")
    if number is not None:
        details["CustomerEndpoint"] = {"Address": number, "Type": "TELEPHONE_NUMBER"}
    elif "CustomerEndpoint" in parent.details:
        details["CustomerEndpoint"] = parent.details["CustomerEndpoint"]
    queue = str(making.question["QueueId"])
    if making.has_flow:
        queued = ContactDataSet({"Queue": target_queue(stage, parent.instance_id, queue)})
        return with_data(replace(contact, details=details, connected_ms=stage.at_ms), queued), {}
    return enqueue(replace(contact, details=details), queue.rpartition("/")[2], stage.at_ms), {}


def _scheduled_ms(parameters: Mapping[str, Any], at_ms: int) -> int | None:
    text = text_of(parameters.get("ScheduledTime"))
    try:
        if "DelaySeconds" in parameters:
            return at_ms + int(text_of(parameters["DelaySeconds"])) * 1000
        if not text:
            return None
        at = datetime.fromtimestamp(int(text), UTC) if text.isdecimal() else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        raise InvalidRequestException("DelaySeconds or ScheduledTime is no time") from None
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)


def _reference(value: Any) -> dict[str, str]:
    if isinstance(value, dict) and {"Type", "Value"} <= value.keys():
        return {name: text_of(value[name]) for name in ("Type", "Value")}
    return {"Type": "STRING", "Value": text_of(value)}


_MAKERS: Mapping[str, Callable[[Making], tuple[Contact, Mapping[str, str]]]] = {
    "CreateTask": _task,
    "CreateCallbackContact": _callback,
}
