"""A contact: one interaction or leg, and the links that decide whose attributes it shares."""

from collections.abc import Mapping
from typing import Any

import msgspec

from callslip.domain.arn import contact_id_of
from callslip.domain.errors import InvalidRequestException
from callslip.domain.expiry import expires_ms
from callslip.domain.quotas import SCHEDULE_AHEAD_DAYS_MAX
from callslip.domain.segment_attributes import given_segment_attributes

_SCHEDULE_AHEAD_MAX_MS = SCHEDULE_AHEAD_DAYS_MAX * 24 * 3_600_000

KEPT_AS_GIVEN = (
    "Name",
    "Description",
    "References",
    "CustomerId",
    "ContactFlowId",
    "QuickConnectId",
    "InitialMessage",
    "SupportedMessagingContentTypes",
    "ParticipantConfiguration",
    "DisconnectOnCustomerExit",
    "ChatDurationInMinutes",
    "ExpiryDurationInMinutes",
    "AnswerMachineDetectionConfig",
    "RingTimeoutInSeconds",
    "OutboundStrategy",
)
"""Members of the requests that begin a contact and are kept with it as they came."""

NOT_STOPPABLE_VOICE = frozenset({"DISCONNECT", "TRANSFER", "QUEUE_TRANSFER", "EXTERNAL_OUTBOUND", "MONITOR"})
"""Initiation methods of voice contacts that StopContact refuses (Amazon's list)."""


class Contact(msgspec.Struct, frozen=True):
    """What is known of one contact; times in milliseconds since 1970, None where it has not happened.

    `initial_contact_id` is the contact's own id on the first contact of a chain; `association_id` the first contact of
    the whole tree: of the chain, or of the chain that its first contact is related to. `paused_ms` is set while a
    pause lasts. `details` holds further members in Amazon's names: those that DescribeContact shows, and those that
    later operations ask for.
    """

    instance_id: str
    contact_id: str
    initial_contact_id: str
    association_id: str
    channel: str
    initiation_method: str
    initiated_ms: int
    updated_ms: int
    previous_contact_id: str | None = None
    related_contact_id: str | None = None
    connected_ms: int | None = None
    scheduled_ms: int | None = None
    paused_ms: int | None = None
    expires_ms: int | None = None
    disconnected_ms: int | None = None
    details: Mapping[str, Any] = msgspec.field(default_factory=dict)

    @property
    def is_first(self) -> bool:
        """Whether the chain begins with this contact."""
        return self.initial_contact_id == self.contact_id

    @property
    def is_ongoing(self) -> bool:
        """Whether it has not ended."""
        return self.disconnected_ms is None

    @property
    def due_ms(self) -> int | None:
        """When something happens to it by itself: its start, if it is scheduled, or its expiry. None for nothing."""
        if not self.is_ongoing:
            return None
        if self.scheduled_ms is None or self.connected_ms is not None:
            return self.expires_ms
        return self.scheduled_ms if self.expires_ms is None else min(self.scheduled_ms, self.expires_ms)


def new_contact(
    instance_id: str, contact_id: str, channel: str, initiation_method: str, now_ms: int, members: Mapping[str, Any]
) -> Contact:
    """A contact that begins now, alone unless `members` (of the request) link it to another.

    Raises InvalidParameterException for an expiry that is not allowed.
    """
    previous, related = members.get("PreviousContactId"), members.get("RelatedContactId")
    details = {name: members[name] for name in KEPT_AS_GIVEN if name in members}
    details["SegmentAttributes"] = given_segment_attributes(channel, initiation_method, members)
    return Contact(
        instance_id=instance_id,
        contact_id=contact_id,
        initial_contact_id=contact_id,
        association_id=contact_id,
        channel=channel,
        initiation_method=initiation_method,
        initiated_ms=now_ms,
        updated_ms=now_ms,
        previous_contact_id=previous and contact_id_of(previous),
        related_contact_id=related and contact_id_of(related),
        expires_ms=expires_ms(channel, members, now_ms),
        details=details,
    )


def check_links(previous_contact_id: str | None, related_contact_id: str | None) -> None:
    """A contact follows another (shares its attributes) or relates to one (copies them), never both."""
    if previous_contact_id is not None and related_contact_id is not None:
        raise InvalidRequestException(
            "PreviousContactId and RelatedContactId cannot both be given: the first shares the other contact's "
            "attributes, the second copies them once. Give one of them, or neither."
        )


def check_schedule(scheduled_ms: int | None, now_ms: int) -> None:
    """A task starts now or at a time at most six days ahead."""
    if scheduled_ms is not None and not now_ms < scheduled_ms <= now_ms + _SCHEDULE_AHEAD_MAX_MS:
        raise InvalidRequestException(
            f"ScheduledTime must be in the future and at most {SCHEDULE_AHEAD_DAYS_MAX} days ahead."
        )


def check_stoppable(contact: Contact) -> None:
    """StopContact refuses voice contacts that are a leg of another's call."""
    if contact.channel == "VOICE" and contact.initiation_method in NOT_STOPPABLE_VOICE:
        raise InvalidRequestException(
            f"A voice contact with initiation method {contact.initiation_method} cannot be stopped. Voice contacts "
            f"can be stopped unless their initiation method is one of: {', '.join(sorted(NOT_STOPPABLE_VOICE))}."
        )
