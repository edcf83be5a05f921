"""Contact records in Amazon's shape: every member there, null where nothing is known, keys in alphabetical order."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from callslip.delivery.moment import to_second
from callslip.domain.arn import ArnMaker
from callslip.domain.attributes import AttributeSet
from callslip.domain.contact import Contact

FORMAT_VERSION = "2017-03-10"

Names = Mapping[str, str]
"""Names of what the contact's members QueueInfo and AgentInfo lead to, where they are stored."""

_NULL = (
    "AnsweringMachineDetectionStatus",
    "Recording",
    "TransferCompletedTimestamp",
    "TransferredToEndpoint",
    "VoiceIdResult",
)


def contact_record(
    contact: Contact, chain: Iterable[Contact], attributes: AttributeSet, names: Names, arns: ArnMaker
) -> bytes:
    """The record of a contact that has ended, as it is now, in JSON; `chain` are the contacts of its chain.

    The first contact of a chain has no InitialContactId. `Callslip` is our extension: `Sequence` counts the changes
    of the attributes. https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html
    """
    details = contact.details
    instance_arn = arns.instance(contact.instance_id)
    record = {
        **dict.fromkeys(_NULL),
        **_links(contact, chain),
        **_times(contact, attributes),
        "AWSAccountId": arns.account_id,
        "AWSContactTraceRecordFormatVersion": FORMAT_VERSION,
        "Agent": _agent(details.get("AgentInfo"), names, instance_arn),
        "AgentConnectionAttempts": 0,
        "Attributes": attributes.values,
        "Callslip": {"AttributesOf": contact.initial_contact_id, "Sequence": attributes.change_count},
        "Campaign": {"CampaignId": (details.get("Campaign") or {}).get("CampaignId")},
        "Channel": contact.channel,
        "ContactDetails": _contact_details(details),
        "ContactId": contact.contact_id,
        "CustomerEndpoint": details.get("CustomerEndpoint"),
        "CustomerId": details.get("CustomerId"),
        "DisconnectReason": details.get("DisconnectReason"),
        "InitiationMethod": contact.initiation_method,
        "InstanceARN": instance_arn,
        "MediaStreams": [{"Type": "AUDIO"}] if contact.channel == "VOICE" else [],
        "Queue": _queue(details.get("QueueInfo"), names, instance_arn),
        "Recordings": [],
        "References": _references(details.get("References") or {}),
        "SegmentAttributes": details.get("SegmentAttributes") or {},
        "SystemEndpoint": details.get("SystemEndpoint"),
        "Tags": details.get("Tags") or {},
    }
    return msgspec.json.encode(record, order="sorted")


def _links(contact: Contact, chain: Iterable[Contact]) -> dict[str, str | None]:
    """The links; NextContactId is the last contact that this one led to (documented)."""
    following = [leg for leg in chain if leg.previous_contact_id == contact.contact_id]
    last = max(following, key=lambda leg: (leg.initiated_ms, leg.contact_id), default=None)
    return {
        "ContactAssociationId": contact.initial_contact_id,
        "InitialContactId": None if contact.is_first else contact.initial_contact_id,
        "NextContactId": None if last is None else last.contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "RelatedContactId": contact.related_contact_id,
    }


def _times(contact: Contact, attributes: AttributeSet) -> dict[str, str | None]:
    return {
        "ConnectedToSystemTimestamp": _second(contact.connected_ms),
        "DisconnectTimestamp": _second(contact.disconnected_ms),
        "InitiationTimestamp": _second(contact.initiated_ms),
        "LastUpdateTimestamp": _second(max(contact.updated_ms, attributes.updated_ms)),
        "ScheduledTimestamp": _second(contact.scheduled_ms),
    }


def _agent(agent: Mapping[str, Any] | None, names: Names, instance_arn: str) -> dict[str, Any] | None:
    if not agent or "Id" not in agent:
        return None
    return {
        "ARN": f"{instance_arn}/agent/{agent['Id']}",
        "ConnectedToAgentTimestamp": _second(agent.get("ConnectedToAgentTimestamp")),
        "Username": names.get("AgentInfo"),
    }


def _queue(queue: Mapping[str, Any] | None, names: Names, instance_arn: str) -> dict[str, Any] | None:
    if not queue or "Id" not in queue:
        return None
    return {
        "ARN": f"{instance_arn}/queue/{queue['Id']}",
        "DequeueTimestamp": None,
        "Duration": None,
        "EnqueueTimestamp": _second(queue.get("EnqueueTimestamp")),
        "Name": names.get("QueueInfo"),
    }


def _references(references: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"Name": name, "Type": given.get("Type"), "Value": given.get("Value")}
        for name, given in sorted(references.items())
    ]


def _contact_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Of a task, what it was created with."""
    return {name: details[name] for name in ("Name", "Description") if name in details}


def _second(at_ms: int | None) -> str | None:
    return None if at_ms is None else to_second(at_ms)
