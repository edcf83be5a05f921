"""DescribeContact: one contact with its chain's attributes."""

from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.recording import recordings_shown
from callslip.domain.routing import routing_shown
from callslip.operation import Context, Members, operation

_SHOWN = (
    "Name",
    "Description",
    "SegmentAttributes",
    "CustomerId",
    "CustomerEndpoint",
    "SystemEndpoint",
    "QueueInfo",
    "AgentInfo",
    "Campaign",
    "OutboundStrategy",
    "DisconnectReason",
    "Customer",
    "AdditionalEmailRecipients",
    "LastPausedTimestamp",
    "LastResumedTimestamp",
    "TotalPauseCount",
    "TotalPauseDurationInSeconds",
)
_WITHOUT_SYSTEM_ENDPOINT = ("MONITOR", "QUEUE_TRANSFER", "CALLBACK")
"""Amazon shows none for these initiation methods."""


@operation("read")
def describe_contact(context: Context, members: Members) -> Members:
    """Any contact of a chain by its own id. The first contact of a chain has no InitialContactId.

    https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeContact.html
    """
    contact = context.contact(members)
    attributes = context.store.attributes.get(contact.instance_id, contact.contact_id)
    return {
        "Contact": {
            **_details(contact),
            **routing_shown(contact.details, context.now_ms, contact.disconnected_ms),
            **_links(contact),
            **_times(contact, attributes.updated_ms),
            "Arn": context.world.arns.contact(contact.instance_id, contact.contact_id),
            "Id": contact.contact_id,
            "Channel": contact.channel,
            "InitiationMethod": contact.initiation_method,
            "Attributes": attributes.values,
            "Tags": _tags(contact),
            "Recordings": recordings_shown(contact.details) or None,
        }
    }


def _details(contact: Contact) -> dict[str, Any]:
    shown = {name: contact.details[name] for name in _SHOWN if name in contact.details}
    if contact.initiation_method in _WITHOUT_SYSTEM_ENDPOINT:
        shown.pop("SystemEndpoint", None)
    return shown


def _tags(contact: Contact) -> dict[str, str]:
    """Those of the user, and those that the service makes for billing."""
    tags = {"aws:connect:instanceId": contact.instance_id}
    if "Address" in contact.details.get("SystemEndpoint", {}):
        tags["aws:connect:systemEndpoint"] = contact.details["SystemEndpoint"]["Address"]
    return {**tags, **contact.details.get("Tags", {})}


def _links(contact: Contact) -> dict[str, str | None]:
    return {
        "InitialContactId": None if contact.is_first else contact.initial_contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "RelatedContactId": contact.related_contact_id,
        "ContactAssociationId": contact.association_id,
    }


def _times(contact: Contact, attributes_updated_ms: int) -> dict[str, int | None]:
    return {
        "InitiationTimestamp": contact.initiated_ms,
        "ConnectedToSystemTimestamp": contact.connected_ms,
        "ScheduledTimestamp": contact.scheduled_ms,
        "DisconnectTimestamp": contact.disconnected_ms,
        "LastUpdateTimestamp": max(contact.updated_ms, attributes_updated_ms),
    }
