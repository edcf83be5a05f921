"""Hours of operation: whether it is open at a moment, by the configuration that the API keeps."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from callslip.domain.attributes import shown
from callslip.domain.errors import InvalidParameterException

_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


class HoursError(ValueError):
    """Nobody can say whether it is open."""


def is_open(hours: Mapping[str, Any], at_ms: int) -> bool:
    """Whether it is open then, with the members `TimeZone` and `Config` of the resource.

    A span that does not end after it begins goes on into the next day; so 0:00 to 0:00 is a whole day (our decision).
    Raises HoursError for a time zone that this machine does not know.
    """
    at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(_zone(hours["TimeZone"]))
    minute = at.hour * 60 + at.minute
    today, yesterday = _DAYS[at.weekday()], _DAYS[at.weekday() - 1]
    return any(_covers(each, minute, today, yesterday) for each in hours["Config"])


def check_time_zone(members: Mapping[str, Any]) -> None:
    """A TimeZone that is given is one of the IANA database, as this machine has it. Raises InvalidParameterException.

    That Amazon refuses others is our reading.
    """
    try:
        _zone(members.get("TimeZone", "UTC"))
    except HoursError:
        raise InvalidParameterException(
            f"TimeZone: this machine knows no time zone {shown(members['TimeZone'])}. "
            "Give a name of the IANA time zone database, as Europe/Lisbon."
        ) from None


def _zone(name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise HoursError(f"the time zone {name!a} is not known") from None


def _covers(span: Mapping[str, Any], minute: int, today: str, yesterday: str) -> bool:
    begins, ends = (span[name]["Hours"] * 60 + span[name]["Minutes"] for name in ("StartTime", "EndTime"))
    if begins < ends:
        return bool(span["Day"] == today and begins <= minute < ends)
    return bool((span["Day"] == today and minute >= begins) or (span["Day"] == yesterday and minute < ends))
