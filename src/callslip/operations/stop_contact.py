"""StopContact: end an ongoing contact."""

from dataclasses import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.attributes import shown
from callslip.domain.contact import check_stoppable
from callslip.domain.errors import ContactNotFoundException, InvalidRequestException
from callslip.operation import Context, Members, operation


@operation("write")
def stop_contact(context: Context, members: Members) -> None:
    """End the contact. One that has ended already stays as it is (our decision: a retry succeeds).

    DisconnectReason belongs to outbound campaigns, which are not served.
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
    if "DisconnectReason" in members:
        raise InvalidRequestException("DisconnectReason is for outbound campaign contacts, and this is none.")
    if contact.disconnected_ms is None:
        reason = "OTHER" if contact.channel == "VOICE" else "API"
        details = {**contact.details, "DisconnectReason": reason}
        store.contacts.update(
            replace(contact, disconnected_ms=context.now_ms, updated_ms=context.now_ms, details=details)
        )
