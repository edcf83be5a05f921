"""Transfers of tasks and e-mails: who may be transferred, and the leg that takes the work over."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException, ServiceQuotaExceededException
from callslip.domain.lifecycle import STARTED, State, check_state, state_of
from callslip.domain.quotas import CHAIN_LEGS_MAX

CHANNELS = ("TASK", "EMAIL")
REASONS = {"EMAIL": "TRANSFERRED", "TASK": "OTHER"}
"""Why the earlier leg ended: Amazon lists a reason of its own for e-mails alone."""

_TAKEN_ALONG = (
    "Name",
    "Description",
    "References",
    "CustomerId",
    "CustomerEndpoint",
    "SystemEndpoint",
    "AdditionalEmailRecipients",
    "SegmentAttributes",
    "QueuePriority",
    "QueueTimeAdjustmentSeconds",
    "Flow",
)
"""What belongs to the work and not to the leg."""


def check_transferable(contact: Contact, members: Mapping[str, Any]) -> None:
    """An active task or e-mail, to a queue or a user or where the flow leads. Raises InvalidRequestException."""
    if "QueueId" in members and "UserId" in members:
        raise InvalidRequestException("QueueId and UserId cannot both be given. Give one of them, or neither.")
    if contact.channel not in CHANNELS:
        raise InvalidRequestException(
            f"A contact of the channel {contact.channel} cannot be transferred. Allowed: {', '.join(CHANNELS)}."
        )
    check_state(contact, STARTED, "transferred")


def check_leg_fits(channel: str, legs: int) -> None:
    """One more task or e-mail in a chain that has `legs` of them. Raises ServiceQuotaExceededException."""
    if channel in CHANNELS and legs >= CHAIN_LEGS_MAX:
        raise ServiceQuotaExceededException(
            f"The chain has {legs} contacts of the channel {channel}; at most {CHAIN_LEGS_MAX} are allowed, "
            "linked and transferred ones together."
        )


def transferred(contact: Contact, contact_id: str, flow_id: str, at_ms: int, *, to_queue: bool) -> Contact:
    """The leg that takes over: the same work, in the same chain, with what is left of its time."""
    was_queued = state_of(contact) is State.QUEUED
    details = {name: contact.details[name] for name in _TAKEN_ALONG if name in contact.details}
    return replace(
        contact,
        contact_id=contact_id,
        initiation_method="QUEUE_TRANSFER" if to_queue and was_queued else "TRANSFER",
        initiated_ms=at_ms,
        updated_ms=at_ms,
        previous_contact_id=contact.contact_id,
        related_contact_id=None,
        connected_ms=at_ms,
        scheduled_ms=None,
        paused_ms=None,
        details={**details, "ContactFlowId": flow_id},
    )
