"""StartChatContact: a chat with a customer, new or continued from an earlier one."""

from dataclasses import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.contact import Contact, new_contact
from callslip.domain.errors import InvalidRequestException
from callslip.operation import Context, Members, operation
from callslip.runner import begin_contact


@operation("write")
def start_chat_contact(context: Context, members: Members) -> Members:
    """Begin a chat. Messages are not carried: the participant's token opens no connection here.

    A persistent chat relates to its source contact and copies that one's attributes.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartChatContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    token = members.get("ClientToken")
    return context.answer_once(instance_id, "StartChatContact", token, lambda: _start(context, instance_id, members))


def _start(context: Context, instance_id: str, members: Members) -> Members:
    ids = context.world.ids
    contact = new_contact(instance_id, ids.new_id(), "CHAT", "API", context.now_ms, members)
    contact = replace(contact, connected_ms=context.now_ms)
    source = _source(members, contact)
    if source is not None:
        contact = replace(contact, related_contact_id=source)
    begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    return {
        "ContactId": contact.contact_id,
        "ParticipantId": ids.new_id(),
        "ParticipantToken": ids.new_secret(),
        "ContinuedFromContactId": source,
    }


def _source(members: Members, contact: Contact) -> str | None:
    source: str | None = members.get("PersistentChat", {}).get("SourceContactId")
    if source is not None and contact.related_contact_id is not None:
        raise InvalidRequestException("PersistentChat and RelatedContactId cannot both be given. Give one of them.")
    return source and contact_id_of(source)
