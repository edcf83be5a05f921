"""CreatePersistentContactAssociation: continue an ended chat in one that has begun already."""

from msgspec.structs import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException
from callslip.domain.lifecycle import STARTED, check_state
from callslip.operation import Context, Members, operation
from callslip.runner import find_chat_source


@operation("write")
def create_persistent_contact_association(context: Context, members: Members) -> Members:
    """Relate the chat to its source, and join the trees of both. Attributes are not copied any more (our decision).

    https://docs.aws.amazon.com/connect/latest/APIReference/API_CreatePersistentContactAssociation.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(
        instance_id, "CreatePersistentContactAssociation", members, lambda: _associate(context, instance_id, members)
    )


def _associate(context: Context, instance_id: str, members: Members) -> Members:
    contacts = context.store.contacts
    chat = contacts.get(instance_id, contact_id_of(members["InitialContactId"]), context.floor_ms)
    source_id = contact_id_of(members["SourceContactId"])
    source = find_chat_source(context.store, instance_id, members["RehydrationType"], source_id, context.floor_ms)
    _check(chat, source)
    contacts.update(replace(chat, related_contact_id=source.contact_id, updated_ms=context.now_ms))
    contacts.move_tree(instance_id, chat.initial_contact_id, source.association_id)
    return {"ContinuedFromContactId": source.contact_id}


def _check(chat: Contact, source: Contact) -> None:
    if chat.channel != "CHAT":
        raise InvalidRequestException(f"InitialContactId: the contact is of the channel {chat.channel}, not CHAT.")
    check_state(chat, STARTED, "continued from another")
    if chat.association_id != chat.initial_contact_id:
        raise InvalidRequestException("The chat is related to another contact already; that cannot be changed.")
    if chat.initial_contact_id == source.initial_contact_id:
        raise InvalidRequestException("SourceContactId: a chat cannot continue its own session.")
