"""CreateContact: a contact whose media live elsewhere; and, here alone, a queued callback."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of, user_id_of
from callslip.domain.contact import Contact, new_contact
from callslip.domain.contact_references import SIMPLE, check_references
from callslip.domain.errors import InvalidParameterException
from callslip.domain.lifecycle import connect_user, enqueue
from callslip.domain.segment_attributes import with_subtype
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact

_METHODS = {"VOICE": ("TRANSFER", "CALLBACK"), "EMAIL": ("OUTBOUND", "AGENT_REPLY", "FLOW"), "TASK": ("API",)}
"""Initiation methods by channel, as Amazon documents them, and CALLBACK beside; chat is not supported."""

_SUBTYPES = {"TRANSFER": "connect:ExternalAudio", "API": "connect:ExternalTask"}
_CALLBACK_MINUTES = 7 * 24 * 60


@operation("write")
def create_contact(context: Context, members: Members) -> Members:
    """Begin a contact, linked as its members say; InitiateAs COMPLETED makes a task that has ended already.

    VOICE by CALLBACK is our own: Amazon makes callbacks in flows alone. It waits in the queue of the contact named by
    PreviousContactId, for seven days at most.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "CreateContact", members, lambda: _create(context, instance_id, members))


def _create(context: Context, instance_id: str, members: Members) -> Members:
    _check_method(members)
    _check_initiation(members)
    check_references(members, (*SIMPLE, "ATTACHMENT"))
    check_named(context, members)
    method, now_ms = members["InitiationMethod"], context.now_ms
    if method == "CALLBACK":
        members = {"ExpiryDurationInMinutes": _CALLBACK_MINUTES, **members}
    contact = new_contact(instance_id, context.world.ids.new_id(), members["Channel"], method, now_ms, members)
    if method in _SUBTYPES:
        contact = replace(contact, details=with_subtype(contact.details, _SUBTYPES[method]))
    contact = _callback(context, contact) if method == "CALLBACK" else _initiated(contact, members)
    begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    arn = context.world.arns.contact(instance_id, contact.contact_id)
    return {"ContactId": contact.contact_id, "ContactArn": arn}


def _check_method(members: Members) -> None:
    channel = members["Channel"]
    methods = _METHODS.get(channel)
    if methods is None:
        raise InvalidParameterException(f"Channel: {channel} is not supported. Allowed: {', '.join(_METHODS)}.")
    if members["InitiationMethod"] not in methods:
        raise InvalidParameterException(
            f"InitiationMethod: {members['InitiationMethod']} is not supported for the channel {channel}. "
            f"Allowed: {', '.join(methods)}."
        )


def _check_initiation(members: Members) -> None:
    channel, method, state = members["Channel"], members["InitiationMethod"], members.get("InitiateAs")
    if state == "COMPLETED" and channel != "TASK":
        raise InvalidParameterException("InitiateAs: COMPLETED is for tasks only.")
    if channel != "VOICE" and "PreviousContactId" in members:
        raise InvalidParameterException(
            f"PreviousContactId: only voice contacts follow another here, not {channel}. RelatedContactId may be given."
        )
    if method == "CALLBACK" and ("PreviousContactId" not in members or state is not None):
        raise InvalidParameterException("CALLBACK: PreviousContactId is required, and InitiateAs not allowed.")
    user_is_needed = method in ("OUTBOUND", "AGENT_REPLY") or state == "CONNECTED_TO_USER"
    if user_is_needed and "UserId" not in members.get("UserInfo", {}):
        raise InvalidParameterException(
            "UserInfo: a UserId is required for InitiateAs CONNECTED_TO_USER, and for OUTBOUND and AGENT_REPLY."
        )


def _initiated(contact: Contact, members: Members) -> Contact:
    began_ms = contact.initiated_ms
    contact = replace(contact, connected_ms=began_ms)
    if members.get("InitiateAs") == "COMPLETED":
        contact = replace(contact, disconnected_ms=began_ms)
    if "UserId" not in members.get("UserInfo", {}):
        return contact
    user_id = user_id_of(members["UserInfo"]["UserId"])
    if members.get("InitiateAs") == "CONNECTED_TO_USER":
        return connect_user(contact, user_id, began_ms)
    return replace(contact, details={**contact.details, "AgentInfo": {"Id": user_id}})


def _callback(context: Context, contact: Contact) -> Contact:
    """A callback in the queue where the contact before it was, if it was in one."""
    previous = context.store.contacts.find(contact.instance_id, contact.previous_contact_id or "")
    queue = previous.details.get("QueueInfo", {}) if previous else {}
    return enqueue(contact, queue.get("Id"), context.now_ms)
