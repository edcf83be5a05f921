"""How long a contact may last before it ends by itself."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException
from callslip.domain.quotas import EXPIRY_DAYS_MAX
from callslip.domain.segment_attributes import CONTACT_EXPIRY

MINUTE_MS = 60_000
MINUTES_MAX = EXPIRY_DAYS_MAX * 24 * 60

_MINUTES = {"CHAT": 25 * 60, "TASK": 7 * 24 * 60, "EMAIL": 14 * 24 * 60}
"""Where a request says nothing (Amazon's figures); voice contacts do not expire."""


def expires_ms(channel: str, members: Mapping[str, Any], from_ms: int) -> int | None:
    """When a contact that begins at `from_ms` with these members of its request ends by itself; None for never.

    Asked in this order: ChatDurationInMinutes, ExpiryDurationInMinutes, the segment attribute connect:ContactExpiry,
    the channel. Raises InvalidParameterException for less than a minute or more than 90 days.
    """
    minutes = _given_minutes(members)
    if minutes is None:
        minutes = _MINUTES.get(channel)
    return None if minutes is None else from_ms + minutes * MINUTE_MS


def _given_minutes(members: Mapping[str, Any]) -> int | None:
    for name in ("ChatDurationInMinutes", "ExpiryDurationInMinutes"):
        if name in members:
            return _checked(name, members[name])
    value = members.get("SegmentAttributes", {}).get(CONTACT_EXPIRY)
    if value is None:
        return None
    minutes = value.get("ValueMap", {}).get("ExpiryDuration", {}).get("ValueInteger")
    return _checked(f"SegmentAttributes: {CONTACT_EXPIRY}.ValueMap.ExpiryDuration.ValueInteger", minutes)


def _checked(name: str, minutes: int | None) -> int:
    if minutes is None or not 1 <= minutes <= MINUTES_MAX:
        received = "nothing was given" if minutes is None else f"{minutes} was given"
        raise InvalidParameterException(
            f"{name}: {received}; 1 to {MINUTES_MAX:,} minutes ({EXPIRY_DAYS_MAX} days) are allowed."
        )
    return minutes
