"""StartChatContact: a chat with a customer, new or continued from an earlier one."""

from msgspec.structs import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.contact import new_contact
from callslip.domain.errors import InvalidRequestException, NotImplementedException
from callslip.domain.participant import check_content_types, participant
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact, find_chat_source
from callslip.runner.moves import begin_flow

_NOT_SERVED = ("ConnectionTypes", "ChatStreamingConfiguration")


@operation("bulk")
def start_chat_contact(context: Context, members: Members) -> Members:
    """Begin a chat. Messages are not carried: the participant's token opens no connection here.

    A persistent chat relates to the ended chat that it continues and copies that one's attributes.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "StartChatContact", members, lambda: _start(context, instance_id, members))


def _start(context: Context, instance_id: str, members: Members) -> Members:
    _check(members)
    check_named(context, members)
    ids = context.world.ids
    contact = new_contact(instance_id, ids.new_id(), "CHAT", "API", context.now_ms, members)
    customer = participant(ids.new_id(), "CUSTOMER", members["ParticipantDetails"])
    contact = replace(contact, connected_ms=context.now_ms, details={**contact.details, "Participants": [customer]})
    source_id = _source(context, instance_id, members)
    if source_id is not None:
        contact = replace(contact, related_contact_id=source_id)
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    begin_flow(context.stage, contact)
    return {
        "ContactId": contact.contact_id,
        "ParticipantId": customer["ParticipantId"],
        "ParticipantToken": ids.new_secret(),
        "ContinuedFromContactId": source_id,
    }


def _check(members: Members) -> None:
    check_content_types(members)
    for name in _NOT_SERVED:
        if name in members:
            raise NotImplementedException(f"{name} is not served: no messages are carried here.")


def _source(context: Context, instance_id: str, members: Members) -> str | None:
    persistent = members.get("PersistentChat")
    if persistent is None:
        return None
    if "RelatedContactId" in members:
        raise InvalidRequestException("PersistentChat and RelatedContactId cannot both be given. Give one of them.")
    if "RehydrationType" not in persistent or "SourceContactId" not in persistent:
        raise InvalidRequestException("PersistentChat: RehydrationType and SourceContactId are both required.")
    source_id = contact_id_of(persistent["SourceContactId"])
    context.store.instances.get(instance_id)
    return find_chat_source(
        context.store, instance_id, persistent["RehydrationType"], source_id, context.floor_ms
    ).contact_id
