"""StartEmailContact: an e-mail from a customer."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import new_contact
from callslip.domain.contact_references import check_references
from callslip.domain.email import check_message, email_endpoint, email_recipients
from callslip.domain.errors import NotImplementedException
from callslip.operation import Context, Members, operation
from callslip.resources import check_named
from callslip.runner import begin_contact
from callslip.runner.moves import begin_flow

_REFERENCES = ("URL", "NUMBER", "STRING", "DATE")


@operation("bulk")
def start_email_contact(context: Context, members: Members) -> Members:
    """Begin an e-mail contact. The message itself is not kept.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartEmailContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "StartEmailContact", members, lambda: _start(context, instance_id, members))


def _start(context: Context, instance_id: str, members: Members) -> Members:
    if "Attachments" in members:
        raise NotImplementedException("StartEmailContact with Attachments is not served: no files are kept here.")
    check_message(members["EmailMessage"])
    check_references(members, _REFERENCES)
    check_named(context, members)
    contact = new_contact(instance_id, context.world.ids.new_id(), "EMAIL", "API", context.now_ms, members)
    recipients = members.get("AdditionalRecipients", {})
    details = {
        **contact.details,
        "CustomerEndpoint": email_endpoint(members["FromEmailAddress"]),
        "SystemEndpoint": email_endpoint({"EmailAddress": members["DestinationEmailAddress"]}),
        **email_recipients(to=recipients.get("ToAddresses", ()), cc=recipients.get("CcAddresses", ())),
    }
    contact = replace(contact, connected_ms=context.now_ms, details=details)
    contact = begin_contact(context.store, contact, members.get("Attributes", {}), context.origin(), context.floor_ms)
    begin_flow(context.stage, contact)
    return {"ContactId": contact.contact_id}
