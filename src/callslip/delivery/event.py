"""Contact events in the shape in which Amazon EventBridge has them, with what was changed as our extension."""

from collections.abc import Mapping, Sequence
from typing import Any

from callslip.delivery.moment import to_millisecond, to_second
from callslip.domain.arn import ArnMaker
from callslip.domain.contact import Contact
from callslip.domain.history import PastChange
from callslip.store.outbox import Entry

DETAIL_TYPE = "Amazon Connect Contact Event"
SOURCE = "aws.connect"


def contact_event(
    message_id: str, entry: Entry, contact: Contact, extension: Mapping[str, Any], arns: ArnMaker
) -> dict[str, Any]:
    """The event for an entry of the outbox.

    The contact is told of as it was then: a time that lies after the event is left out, and so is what never
    happened (our decision). https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html
    """
    contact_arn = arns.contact(contact.instance_id, contact.contact_id)
    instance_arn = arns.instance(contact.instance_id)
    return {
        "version": "0",
        "id": message_id,
        "detail-type": DETAIL_TYPE,
        "source": SOURCE,
        "account": arns.account_id,
        "time": to_second(entry.at_ms),
        "region": arns.region,
        "resources": [contact_arn, instance_arn],
        "detail": {
            "eventType": entry.event_type,
            "contactId": contact.contact_id,
            **_links(contact),
            "channel": contact.channel,
            "instanceArn": instance_arn,
            "initiationMethod": contact.initiation_method,
            **_queue(contact, entry, instance_arn),
            **_agent(contact, entry, instance_arn),
            **({"updatedProperties": entry.properties.split(",")} if entry.properties else {}),
            **_times(contact, entry),
            **_given(contact),
            "callslip": extension,
        },
    }


def change_list(entry: Entry, changes: Sequence[PastChange], *, with_values: bool) -> list[dict[str, Any]]:
    """The changes of an entry, the earliest first, each with its number in the chain of contacts.

    One whose values were erased has none, and says so: the key is to be taken away.
    """
    first = entry.sequence - len(changes) + 1
    return [
        {
            "sequence": first + number,
            "name": change.name,
            **({"erased": True} if change.is_erased else {}),
            **({"old": change.old, "new": change.new} if with_values else {}),
        }
        for number, change in enumerate(changes)
    ]


def _links(contact: Contact) -> dict[str, str]:
    found = {
        "initialContactId": None if contact.is_first else contact.initial_contact_id,
        "previousContactId": contact.previous_contact_id,
        "relatedContactId": contact.related_contact_id,
    }
    return {name: value for name, value in found.items() if value is not None}


def _times(contact: Contact, entry: Entry) -> dict[str, str]:
    found = {
        "initiationTimestamp": contact.initiated_ms,
        "connectedToSystemTimestamp": contact.connected_ms,
        "disconnectTimestamp": contact.disconnected_ms,
    }
    told = {name: to_millisecond(at_ms) for name, at_ms in found.items() if at_ms is not None and at_ms <= entry.at_ms}
    if contact.scheduled_ms is not None:
        told["scheduledTimestamp"] = to_millisecond(contact.scheduled_ms)
    if "disconnectTimestamp" in told and "DisconnectReason" in contact.details:
        told["disconnectReason"] = contact.details["DisconnectReason"]
    return told


def _queue(contact: Contact, entry: Entry, instance_arn: str) -> dict[str, Any]:
    """The queue, once the contact is in it; never for OUTBOUND (documented)."""
    queue = contact.details.get("QueueInfo") or {}
    at_ms = queue.get("EnqueueTimestamp")
    if "Id" not in queue or at_ms is None or at_ms > entry.at_ms or contact.initiation_method == "OUTBOUND":
        return {}
    arn = f"{instance_arn}/queue/{queue['Id']}"
    return {"queueInfo": {"queueArn": arn, "enqueueTimestamp": to_millisecond(at_ms), "queueType": "STANDARD"}}


def _agent(contact: Contact, entry: Entry, instance_arn: str) -> dict[str, Any]:
    agent = contact.details.get("AgentInfo") or {}
    at_ms = agent.get("ConnectedToAgentTimestamp")
    if "Id" not in agent or at_ms is None or at_ms > entry.at_ms:
        return {}
    arn = f"{instance_arn}/agent/{agent['Id']}"
    return {"agentInfo": {"agentArn": arn, "connectedToAgentTimestamp": to_millisecond(at_ms)}}


def _given(contact: Contact) -> dict[str, Any]:
    names = {"tags": "Tags", "segmentAttributes": "SegmentAttributes", "customerId": "CustomerId"}
    return {name: contact.details[key] for name, key in names.items() if key in contact.details}
