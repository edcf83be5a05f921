"""PauseContact: a task pauses."""

from dataclasses import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.errors import InvalidRequestException
from callslip.domain.lifecycle import pause
from callslip.operation import Context, Members, operation


@operation("write")
def pause_contact(context: Context, members: Members) -> None:
    """Pause an ongoing task, ten times at most; its time to expire runs on (our decision).

    A ContactFlowId is kept as the contact's flow and is not run.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_PauseContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contacts = context.store.contacts
    contact = contacts.get(instance_id, contact_id_of(members["ContactId"]), context.floor_ms)
    if contact.channel != "TASK":
        raise InvalidRequestException(f"A contact of the channel {contact.channel} cannot be paused. Allowed: TASK.")
    contact = pause(contact, context.now_ms)
    if "ContactFlowId" in members:
        contact = replace(contact, details={**contact.details, "ContactFlowId": members["ContactFlowId"]})
    contacts.update(contact)
