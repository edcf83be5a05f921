"""CreateContact: a contact whose media live elsewhere."""

from dataclasses import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import Contact, new_contact
from callslip.domain.errors import InvalidParameterException
from callslip.operation import Context, Members, operation
from callslip.runner import begin_contact

_METHODS = {"VOICE": ("TRANSFER",), "EMAIL": ("OUTBOUND", "AGENT_REPLY", "FLOW"), "TASK": ("API",)}
"""Initiation methods by channel, as Amazon documents them; chat is not supported."""


@operation("write")
def create_contact(context: Context, members: Members) -> Members:
    """Begin a contact, linked as its members say; InitiateAs COMPLETED makes a task that has ended already.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    token = members.get("ClientToken")
    return context.answer_once(instance_id, "CreateContact", token, lambda: _create(context, instance_id, members))


def _create(context: Context, instance_id: str, members: Members) -> Members:
    _check(members)
    contact = new_contact(
        instance_id,
        context.world.ids.new_id(),
        members["Channel"],
        members["InitiationMethod"],
        context.now_ms,
        members,
    )
    contact = _initiated(contact, members)
    begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    arn = context.world.arns.contact(instance_id, contact.contact_id)
    return {"ContactId": contact.contact_id, "ContactArn": arn}


def _check(members: Members) -> None:
    channel = members["Channel"]
    methods = _METHODS.get(channel)
    if methods is None:
        raise InvalidParameterException(f"Channel: {channel} is not supported. Allowed: {', '.join(_METHODS)}.")
    if members["InitiationMethod"] not in methods:
        raise InvalidParameterException(
            f"InitiationMethod: {members['InitiationMethod']} is not supported for the channel {channel}. "
            f"Allowed: {', '.join(methods)}."
        )
    if members.get("InitiateAs") == "COMPLETED" and channel != "TASK":
        raise InvalidParameterException("InitiateAs: COMPLETED is for tasks only.")


def _initiated(contact: Contact, members: Members) -> Contact:
    details = dict(contact.details)
    if "UserInfo" in members:
        details["AgentInfo"] = {"Id": members["UserInfo"].get("UserId")}
    ended_ms = contact.initiated_ms if members.get("InitiateAs") == "COMPLETED" else None
    return replace(contact, connected_ms=contact.initiated_ms, disconnected_ms=ended_ms, details=details)
