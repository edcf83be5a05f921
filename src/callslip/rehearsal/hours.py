"""Hours of operation for a rehearsal: `Mon-Fri 09:00-17:00, Sat 10:00-12:00`, in UTC."""

import re
from datetime import UTC, datetime

from callslip.rehearsal.errors import HoursError

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\w{3})(?:-(\w{3}))? +(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAY_MIN = 1_440


def is_open(hours: str, at_ms: int) -> bool:
    """Whether it is open then. Raises HoursError."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    minute = at.hour * 60 + at.minute
    spans = [_span(part.strip()) for part in hours.split(",")]
    return any(at.weekday() in days and first <= minute < last for days, first, last in spans)


def _span(text: str) -> tuple[set[int], int, int]:
    found = _SPAN.fullmatch(text)
    if not found:
        raise HoursError(f"{text!a} says no hours; write them as 'Mon-Fri 09:00-17:00, Sat 10:00-12:00', in UTC")
    begins, ends = _day(found[1]), _day(found[2] or found[1])
    days = {(begins + n) % len(_DAYS) for n in range((ends - begins) % len(_DAYS) + 1)}
    first, last = int(found[3]) * 60 + int(found[4]), int(found[5]) * 60 + int(found[6])
    if not first < last <= _DAY_MIN:
        raise HoursError(f"{text!a}: the hours must end after they begin, at 24:00 at the latest")
    return days, first, last


def _day(name: str) -> int:
    if name.lower() not in _DAYS:
        raise HoursError(f"{name!a} is no day; days are {', '.join(day.title() for day in _DAYS)}")
    return _DAYS.index(name.lower())
