"""PauseContact: a task pauses."""

from msgspec.structs import replace

from callslip.domain.errors import InvalidRequestException
from callslip.domain.lifecycle import pause
from callslip.operation import Context, Members, operation
from callslip.resources import check_named


@operation("write")
def pause_contact(context: Context, members: Members) -> None:
    """Pause an ongoing task, ten times at most; its time to expire runs on (our decision).

    A ContactFlowId is kept as the contact's flow and is not run.
    https://docs.aws.amazon.com/connect/latest/APIReference/API_PauseContact.html
    """
    contact = context.contact(members)
    check_named(context, members)
    if contact.channel != "TASK":
        raise InvalidRequestException(f"A contact of the channel {contact.channel} cannot be paused. Allowed: TASK.")
    contact = pause(contact, context.now_ms)
    if "ContactFlowId" in members:
        contact = replace(contact, details={**contact.details, "ContactFlowId": members["ContactFlowId"]})
    context.store.contacts.update(contact)
