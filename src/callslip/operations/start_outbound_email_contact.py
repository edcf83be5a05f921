"""StartOutboundEmailContact: send the reply or the outbound e-mail that a contact was created for."""

from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import Contact
from callslip.domain.email import check_message, email_endpoint, email_recipients
from callslip.domain.errors import InvalidRequestException, NotImplementedException
from callslip.domain.lifecycle import STARTED, check_state
from callslip.operation import Context, Members, operation

_METHODS = ("OUTBOUND", "AGENT_REPLY", "FLOW")


@operation("write")
def start_outbound_email_contact(context: Context, members: Members) -> Members:
    """Send, as far as the contact knows of it: its endpoints and recipients. Nothing is mailed, and nothing ends.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_StartOutboundEmailContact.html
    """
    instance_id = instance_id_of(members["InstanceId"])
    return context.answer_once(instance_id, "StartOutboundEmailContact", members, lambda: _send(context, members))


def _send(context: Context, members: Members) -> Members:
    contact = context.contact(members)
    _check(contact, members)
    recipients = members.get("AdditionalRecipients", {})
    details = {
        **contact.details,
        "CustomerEndpoint": email_endpoint(members["DestinationEmailAddress"]),
        **email_recipients(to=(), cc=recipients.get("CcEmailAddresses", ())),
        "SentTimestamp": context.now_ms,
    }
    if "FromEmailAddress" in members:
        details["SystemEndpoint"] = email_endpoint(members["FromEmailAddress"])
    context.store.contacts.update(replace(contact, updated_ms=context.now_ms, details=details))
    return {"ContactId": contact.contact_id}


def _check(contact: Contact, members: Members) -> None:
    if members["EmailMessage"]["MessageSourceType"] == "TEMPLATE":
        raise NotImplementedException("EmailMessage: TEMPLATE is not served: there are no message templates here.")
    check_message(members["EmailMessage"])
    if contact.channel != "EMAIL" or contact.initiation_method not in _METHODS:
        raise InvalidRequestException(
            f"The contact is {contact.channel} by {contact.initiation_method}. "
            f"Allowed: EMAIL by {', '.join(_METHODS)}, as CreateContact makes them."
        )
    check_state(contact, STARTED, "sent")
    if "SentTimestamp" in contact.details:
        raise InvalidRequestException("The e-mail of this contact was sent before. Create another contact.")
