"""Contact events: which of them a change of a contact makes. A new transition is one line here."""

from collections.abc import Callable

import msgspec

from callslip.domain.contact import Contact

DATA_UPDATED = "CONTACT_DATA_UPDATED"
USER_DEFINED_ATTRIBUTES = "UserDefinedAttributes"
"""What `updatedProperties` calls the contact's attributes."""

_MOMENTS: tuple[tuple[str, Callable[[Contact], int | None]], ...] = (
    ("INITIATED", lambda contact: contact.initiated_ms),
    ("CONNECTED_TO_SYSTEM", lambda contact: contact.connected_ms),
    ("QUEUED", lambda contact: _detail(contact, "QueueInfo", "EnqueueTimestamp")),
    ("CONNECTED_TO_AGENT", lambda contact: _detail(contact, "AgentInfo", "ConnectedToAgentTimestamp")),
    ("PAUSED", lambda contact: contact.details.get("LastPausedTimestamp")),
    ("RESUMED", lambda contact: contact.details.get("LastResumedTimestamp")),
    ("DISCONNECTED", lambda contact: contact.disconnected_ms),
    ("COMPLETED", lambda contact: contact.disconnected_ms),
)
"""Event types in the order in which a contact lives, each with the time of a contact that makes it when it is set."""

_PROPERTIES: tuple[tuple[str, Callable[[Contact], object]], ...] = (
    ("ScheduledTimestamp", lambda contact: contact.scheduled_ms),
    ("Segment Attributes", lambda contact: contact.details.get("SegmentAttributes")),
    ("Tags", lambda contact: contact.details.get("Tags")),
)
"""What else CONTACT_DATA_UPDATED tells of, under the names of `updatedProperties`."""


class Transition(msgspec.Struct, frozen=True):
    """One event of a contact; `properties` only for CONTACT_DATA_UPDATED."""

    event_type: str
    at_ms: int
    properties: tuple[str, ...] = ()


def transitions(before: Contact | None, after: Contact) -> list[Transition]:
    """What happened between two states of a contact; `before` is None for a contact that begins.

    COMPLETED follows DISCONNECTED at once: nobody works on a contact after it has ended here (our decision).
    """
    found = [
        Transition(event_type, at_ms)
        for event_type, moment in _MOMENTS
        if (at_ms := moment(after)) is not None and (before is None or moment(before) != at_ms)
    ]
    if before is not None:
        changed = tuple(name for name, value in _PROPERTIES if value(before) != value(after))
        if changed:
            found.append(Transition(DATA_UPDATED, after.updated_ms, changed))
    return found


def _detail(contact: Contact, member: str, name: str) -> int | None:
    at_ms: int | None = (contact.details.get(member) or {}).get(name)
    return at_ms
