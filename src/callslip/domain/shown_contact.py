"""A contact as our own routes show it: flat, whole, with its state."""

from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.contact_search import TIMES
from callslip.domain.lifecycle import state_of

_KEPT = ("Name", "CustomerId", "DisconnectReason", "SegmentAttributes")


def show(contact: Contact, arn: str) -> dict[str, Any]:
    """Its members in the API model's names; None for what is not there."""
    details = contact.details
    return {
        "Id": contact.contact_id,
        "Arn": arn,
        "InstanceId": contact.instance_id,
        "Channel": contact.channel,
        "InitiationMethod": contact.initiation_method,
        "State": str(state_of(contact)),
        **{name: details.get(name) for name in _KEPT},
        "InitialContactId": contact.initial_contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "RelatedContactId": contact.related_contact_id,
        "ContactAssociationId": contact.association_id,
        "QueueId": details.get("QueueInfo", {}).get("Id"),
        "UserId": details.get("AgentInfo", {}).get("Id"),
        "InitiationTimestamp": contact.initiated_ms,
        "ScheduledTimestamp": contact.scheduled_ms,
        "ConnectedToSystemTimestamp": contact.connected_ms,
        "EnqueueTimestamp": TIMES["ENQUEUE_TIMESTAMP"].of(contact),
        "ConnectedToAgentTimestamp": TIMES["CONNECTED_TO_AGENT_TIMESTAMP"].of(contact),
        "ExpiryTimestamp": contact.expires_ms,
        "DisconnectTimestamp": contact.disconnected_ms,
        "Tags": details.get("Tags") or None,
    }
