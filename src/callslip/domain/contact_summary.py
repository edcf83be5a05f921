"""A contact in a few members: what a search shows of it."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.routing import routing_shown
from callslip.domain.segment_attributes import segment_text

_QUEUE = ("Id", "EnqueueTimestamp")
_AGENT = ("Id", "ConnectedToAgentTimestamp")


def summarize(contact: Contact, arn: str) -> dict[str, Any]:
    """The members that a search shows, in the API model's names; None for what is not there."""
    details = contact.details
    return {
        "Arn": arn,
        "Id": contact.contact_id,
        "InitialContactId": None if contact.is_first else contact.initial_contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "InitiationMethod": contact.initiation_method,
        "Channel": contact.channel,
        "QueueInfo": _part(details.get("QueueInfo"), _QUEUE),
        "AgentInfo": _part(details.get("AgentInfo"), _AGENT),
        "InitiationTimestamp": contact.initiated_ms,
        "DisconnectTimestamp": contact.disconnected_ms,
        "ScheduledTimestamp": contact.scheduled_ms,
        "SegmentAttributes": _segment_attributes(details.get("SegmentAttributes", {})),
        "Name": details.get("Name"),
        "Tags": details.get("Tags") or None,
    }


def routing_summary(contact: Contact, now_ms: int) -> dict[str, Any]:
    """The contact's routing criteria, each step with its status at `now_ms`; empty where there are none."""
    if "RoutingCriteria" not in contact.details:
        return {}
    routing = routing_shown(contact.details, now_ms, contact.disconnected_ms)
    return {"RoutingCriteria": routing["RoutingCriteria"]}


def _part(whole: Mapping[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    return {name: whole[name] for name in names if name in whole} or None if whole else None


def _segment_attributes(given: Mapping[str, Any]) -> dict[str, Any] | None:
    """A search has texts and maps only: numbers and ARNs become texts."""
    shown = {name: _texts_and_maps(value) for name, value in given.items()}
    return {name: value for name, value in shown.items() if value} or None


def _texts_and_maps(value: Mapping[str, Any]) -> dict[str, Any]:
    if "ValueMap" in value:
        return {"ValueMap": value["ValueMap"]}
    text = segment_text(value)
    return {} if text is None else {"ValueString": text}
