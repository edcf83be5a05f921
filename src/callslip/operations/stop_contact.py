"""StopContact: end an ongoing contact."""

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import shown
from callslip.domain.contact import Contact, check_stoppable
from callslip.domain.errors import ContactNotFoundException, InvalidRequestException
from callslip.operation import Context, Members, operation
from callslip.runner import moves


@operation("write")
def stop_contact(context: Context, members: Members) -> None:
    """End the contact. One that has ended already stays as it is (our decision: a retry succeeds).

    DisconnectReason is for contacts of outbound campaigns, as BatchPutContact makes them.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_StopContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contact_id = contact_id_of(members["ContactId"])
    store = context.store
    store.instances.get(instance_id)
    contact = store.contacts.find(instance_id, contact_id)
    if contact is None or contact.initiated_ms < context.floor_ms:
        raise ContactNotFoundException(f"No contact {shown(contact_id)} in the instance {shown(instance_id)}.")
    check_stoppable(contact)
    reason = _reason(contact, members)
    if contact.is_ongoing:
        moves.stop_contact(context.stage, contact, reason)


def _reason(contact: Contact, members: Members) -> str:
    if "DisconnectReason" not in members:
        return "OTHER" if contact.channel == "VOICE" else "API"
    if "Campaign" not in contact.details:
        raise InvalidRequestException("DisconnectReason is for outbound campaign contacts, and this is none.")
    code: str = members["DisconnectReason"].get("Code", "OTHER")
    return code
