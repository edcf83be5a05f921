"""ResumeContact: a task goes on."""

from msgspec.structs import replace

from callslip.domain.errors import InvalidRequestException
from callslip.domain.lifecycle import resume
from callslip.operation import Context, Members, operation
from callslip.resources import check_named


@operation("write")
def resume_contact(context: Context, members: Members) -> None:
    """Go on with a paused task, where it was.

    A ContactFlowId is kept as the contact's flow and is not run.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_ResumeContact.html
    """
    contact = context.contact(members)
    check_named(context, members)
    if contact.channel != "TASK":
        raise InvalidRequestException(f"A contact of the channel {contact.channel} cannot be resumed. Allowed: TASK.")
    contact = resume(contact, context.now_ms)
    if "ContactFlowId" in members:
        contact = replace(contact, details={**contact.details, "ContactFlowId": members["ContactFlowId"]})
    context.store.contacts.update(contact)
