"""The states of a contact, which follow from its times, and the steps between them: all of them are here."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from callslip.domain.contact import Contact
from callslip.domain.errors import ConflictException, InvalidRequestException, LimitExceededException, ServiceError
from callslip.domain.quotas import PAUSES_MAX
from callslip.domain.recording import agent_joined, all_stopped
from callslip.domain.routing import activated


class State(StrEnum):
    """Where a contact is."""

    SCHEDULED = "SCHEDULED"
    """A task that starts later."""
    DIALING = "DIALING"
    """A call that the customer has not answered."""
    CONNECTED = "CONNECTED"
    """In its flow."""
    QUEUED = "QUEUED"
    WITH_USER = "CONNECTED_TO_USER"
    PAUSED = "PAUSED"
    ENDED = "ENDED"


STARTED = frozenset({State.CONNECTED, State.QUEUED, State.WITH_USER, State.PAUSED})
WAITING = frozenset({State.CONNECTED, State.QUEUED})
"""Where a user may take it."""


def state_of(contact: Contact) -> State:
    """The state that the contact is in."""
    if not contact.is_ongoing:
        return State.ENDED
    if contact.paused_ms is not None:
        return State.PAUSED
    if contact.scheduled_ms is not None and contact.connected_ms is None:
        return State.SCHEDULED
    if "ConnectedToAgentTimestamp" in contact.details.get("AgentInfo", {}):
        return State.WITH_USER
    if "EnqueueTimestamp" in contact.details.get("QueueInfo", {}):
        return State.QUEUED
    return State.DIALING if contact.connected_ms is None else State.CONNECTED


def check_state(
    contact: Contact, allowed: Collection[State], what: str, error: type[ServiceError] = InvalidRequestException
) -> None:
    """Raise `error` unless the contact is in one of the states; `what` ends the sentence "It cannot be"."""
    state = state_of(contact)
    if state not in allowed:
        raise error(f"The contact is {state}. It cannot be {what}: it would have to be {' or '.join(sorted(allowed))}.")


def start(contact: Contact, at_ms: int) -> Contact:
    """A scheduled task starts."""
    return replace(contact, connected_ms=at_ms, updated_ms=at_ms)


def enqueue(contact: Contact, queue_id: str | None, at_ms: int) -> Contact:
    """It waits in a queue, which may be unknown; the steps of its routing criteria begin to count."""
    queue = {"EnqueueTimestamp": at_ms} if queue_id is None else {"Id": queue_id, "EnqueueTimestamp": at_ms}
    return _with(contact, at_ms, {**activated(contact.details, at_ms), "QueueInfo": queue})


def connect_user(contact: Contact, user_id: str, at_ms: int) -> Contact:
    """A user has it; the recording that waited for one begins, and a callback does not run out any more."""
    expires_ms = None if contact.initiation_method == "CALLBACK" else contact.expires_ms
    agent = {**contact.details.get("AgentInfo", {}), "Id": user_id, "ConnectedToAgentTimestamp": at_ms}
    details = agent_joined({**contact.details, "AgentInfo": agent}, at_ms)
    return replace(_with(contact, at_ms, details), expires_ms=expires_ms)


def pause(contact: Contact, at_ms: int) -> Contact:
    """A task pauses. Raises ConflictException in the wrong state, LimitExceededException for an eleventh pause."""
    check_state(contact, WAITING | {State.WITH_USER}, "paused", ConflictException)
    count = contact.details.get("TotalPauseCount", 0)
    if count >= PAUSES_MAX:
        raise LimitExceededException(f"The contact was paused {count} times; at most {PAUSES_MAX} are allowed.")
    details = {**contact.details, "TotalPauseCount": count + 1, "LastPausedTimestamp": at_ms}
    return replace(_with(contact, at_ms, details), paused_ms=at_ms)


def resume(contact: Contact, at_ms: int) -> Contact:
    """A paused task goes on where it was. Raises ConflictException for one that is not paused."""
    check_state(contact, {State.PAUSED}, "resumed", ConflictException)
    details = {**_pause_counted(contact, at_ms), "LastResumedTimestamp": at_ms}
    return replace(_with(contact, at_ms, details), paused_ms=None)


def end(contact: Contact, reason: str, at_ms: int) -> Contact:
    """It ends: recordings stop, and a user who had it is left with the work after it."""
    details = {**all_stopped(_pause_counted(contact, at_ms), at_ms), "DisconnectReason": reason}
    agent = details.get("AgentInfo", {})
    if "ConnectedToAgentTimestamp" in agent:
        details["AgentInfo"] = {**agent, "AfterContactWorkStartTimestamp": at_ms}
    return replace(_with(contact, at_ms, details), disconnected_ms=at_ms, paused_ms=None)


def dismiss(contact: Contact, user_id: str, at_ms: int) -> Contact:
    """The user is done with an ended contact: the work after it is over. Raises InvalidRequestException."""
    agent = contact.details.get("AgentInfo", {})
    if agent.get("Id") != user_id:
        raise InvalidRequestException("The contact is not with this user, so the user cannot be rid of it.")
    check_state(contact, {State.ENDED}, "dismissed")
    began_ms = agent.get("AfterContactWorkStartTimestamp")
    if began_ms is None or "AfterContactWorkEndTimestamp" in agent:
        raise InvalidRequestException("The contact is not before the user any more: it was dismissed, or never there.")
    work = {"AfterContactWorkEndTimestamp": at_ms, "AfterContactWorkDuration": (at_ms - began_ms) // 1000}
    return _with(contact, at_ms, {**contact.details, "AgentInfo": {**agent, **work}})


def _pause_counted(contact: Contact, at_ms: int) -> Mapping[str, Any]:
    """The details with the pause under way, if there is one, in the totals."""
    if contact.paused_ms is None:
        return contact.details
    seconds = (at_ms - contact.paused_ms) // 1000
    details = dict(contact.details)
    details["TotalPauseDurationInSeconds"] = details.get("TotalPauseDurationInSeconds", 0) + seconds
    agent = details.get("AgentInfo", {})
    if "ConnectedToAgentTimestamp" in agent:
        paused = agent.get("AgentPauseDurationInSeconds", 0) + seconds
        details["AgentInfo"] = {**agent, "AgentPauseDurationInSeconds": paused}
    return details


def _with(contact: Contact, at_ms: int, details: Mapping[str, Any]) -> Contact:
    return replace(contact, updated_ms=at_ms, details=details)
