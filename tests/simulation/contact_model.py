"""Contacts, chains and time as plain dictionaries: what a server should answer, written down a second time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MINUTE_MS = 60_000
DAY_MINUTES = 24 * 60
DEFAULT_MINUTES = {"TASK": 7 * DAY_MINUTES, "CHAT": 25 * 60, "EMAIL": 14 * DAY_MINUTES}
LEGS_MAX = 12
MONITORS_MAX = 5
PAUSES_MAX = 10
NOT_STOPPABLE = {"TRANSFER", "QUEUE_TRANSFER", "MONITOR"}


@dataclass
class ModelContact:
    """One contact; `chain` and `tree` are the ids of their first contacts."""

    contact_id: str
    chain: str
    tree: str
    channel: str
    method: str
    began_ms: int
    connected_ms: int | None
    scheduled_ms: int | None = None
    expires_ms: int | None = None
    previous: str | None = None
    related: str | None = None
    ended_ms: int | None = None
    reason: str | None = None
    user: str | None = None
    queued: bool = False
    paused: bool = False
    pauses: int = 0
    segment: dict[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """In a word."""
        if self.ended_ms is not None:
            return "ended"
        if self.paused:
            return "paused"
        if self.connected_ms is None and self.scheduled_ms is not None:
            return "scheduled"
        if self.user is not None:
            return "with user"
        return "queued" if self.queued else "connected"

    @property
    def due_ms(self) -> int | None:
        """The next thing that happens by itself."""
        if self.state == "ended":
            return None
        times = [self.expires_ms, self.scheduled_ms if self.state == "scheduled" else None]
        return min((time for time in times if time is not None), default=None)


class ContactModel:
    """All contacts, and the attributes of each chain."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms
        self.contacts: dict[str, ModelContact] = {}
        self.attributes: dict[str, dict[str, str]] = {}

    def put(self, contact_id: str, channel: str, method: str, attributes: dict[str, str], **more: Any) -> ModelContact:
        """A contact that begins now, in the chain of `previous`, or with a copy of what `related` has."""
        previous, related = (self.contacts.get(more.get(name)) for name in ("previous", "related"))
        earlier = previous or related
        contact = ModelContact(
            contact_id=contact_id,
            chain=previous.chain if previous else contact_id,
            tree=earlier.tree if earlier else contact_id,
            channel=channel,
            method=method,
            began_ms=self.now_ms,
            connected_ms=None if more.get("scheduled_ms") else self.now_ms,
            **{**more, "segment": {**(earlier.segment if earlier else {}), **more.get("segment", {})}},
        )
        self.contacts[contact_id] = contact
        copied = self.attributes[related.chain] if related else {}
        shared = self.attributes.setdefault(contact.chain, dict(copied))
        shared.update(attributes)
        return contact

    def expiry(self, channel: str, minutes: int | None = None) -> int:
        """When one that begins now ends by itself."""
        return self.now_ms + (minutes or DEFAULT_MINUTES[channel]) * MINUTE_MS

    def is_full(self, contact: ModelContact, channel: str) -> bool:
        """Whether its chain has no room for one more."""
        return sum(each.channel == channel for each in self.chain(contact)) >= LEGS_MAX

    def chain(self, contact: ModelContact) -> Iterable[ModelContact]:
        """The contacts that share attributes with this one."""
        return (each for each in self.contacts.values() if each.chain == contact.chain)

    def monitors(self, contact: ModelContact) -> list[ModelContact]:
        """Those who listen to it."""
        everyone = self.contacts.values()
        listening = [each for each in everyone if each.previous == contact.contact_id and each.method == "MONITOR"]
        return [each for each in listening if each.state != "ended"]

    def end(self, contact: ModelContact, reason: str, at_ms: int) -> None:
        """It ends, and those who listen with it."""
        for monitor in self.monitors(contact):
            monitor.ended_ms, monitor.reason = at_ms, "OTHER"
        contact.ended_ms, contact.reason, contact.paused = at_ms, reason, False

    def pass_time(self, milliseconds: int) -> None:
        """Do what happens by itself until then, in order."""
        until_ms = self.now_ms + milliseconds
        while True:
            due = [each for each in self.contacts.values() if each.due_ms is not None and each.due_ms <= until_ms]
            if not due:
                break
            self._happen(min(due, key=lambda each: (each.due_ms, each.contact_id)))
        self.now_ms = until_ms

    def _happen(self, contact: ModelContact) -> None:
        at_ms = contact.due_ms
        if at_ms == contact.expires_ms:
            self.end(contact, "OTHER" if contact.channel == "VOICE" else "EXPIRED", at_ms)
        else:
            contact.connected_ms = at_ms

    def view(self, contact: ModelContact) -> dict[str, Any]:
        """What DescribeContact should tell of it, times in milliseconds; None where nothing is told."""
        return {
            "Id": contact.contact_id,
            "InitialContactId": None if contact.chain == contact.contact_id else contact.chain,
            "PreviousContactId": contact.previous,
            "RelatedContactId": contact.related,
            "ContactAssociationId": contact.tree,
            "Channel": contact.channel,
            "InitiationMethod": contact.method,
            "InitiationTimestamp": contact.began_ms,
            "ConnectedToSystemTimestamp": contact.connected_ms,
            "ScheduledTimestamp": contact.scheduled_ms,
            "DisconnectTimestamp": contact.ended_ms,
            "DisconnectReason": contact.reason,
            "TotalPauseCount": contact.pauses or None,
            "Attributes": self.attributes[contact.chain],
        }
