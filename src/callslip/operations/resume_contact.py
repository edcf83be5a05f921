"""ResumeContact: a task goes on."""

from dataclasses import replace

from callslip.domain.arn import contact_id_of, instance_id_of
from callslip.domain.errors import InvalidRequestException
from callslip.domain.lifecycle import resume
from callslip.operation import Context, Members, operation


@operation("write")
def resume_contact(context: Context, members: Members) -> None:
    """Go on with a paused task, where it was.

    A ContactFlowId is kept as the contact's flow and is not run.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_ResumeContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    contacts = context.store.contacts
    contact = contacts.get(instance_id, contact_id_of(members["ContactId"]), context.floor_ms)
    if contact.channel != "TASK":
        raise InvalidRequestException(f"A contact of the channel {contact.channel} cannot be resumed. Allowed: TASK.")
    contact = resume(contact, context.now_ms)
    if "ContactFlowId" in members:
        contact = replace(contact, details={**contact.details, "ContactFlowId": members["ContactFlowId"]})
    contacts.update(contact)
