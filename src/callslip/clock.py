"""The system's time and random ids: the only file that asks the machine for either."""

import calendar
import itertools
import os
import secrets
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

_POOL_BYTES = 4096
_PROCESS_LENGTH = 24
"""Of a UUID's 36 characters, those before its last part."""


class SystemClock:
    """Wall time of this machine, in UTC."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01T00:00:00Z."""
        return time.time_ns() // 1_000_000

    def months_ago_ms(self, months: int, *, ahead_ms: int = 0) -> int:
        """The same time of day `months` calendar months ago, or before a moment that is so many milliseconds ahead."""
        return months_before_ms(self.now_ms() + ahead_ms, months)


class StoppedClock:
    """Time that moves only when `advance` is called, for tests; it begins at `now_ms`, or at the machine's time."""

    def __init__(self, now_ms: int | None = None) -> None:
        self._now_ms = SystemClock().now_ms() if now_ms is None else now_ms

    def advance(self, **span: float) -> None:
        """Let time pass: `advance(hours=25)`, in the units of datetime.timedelta."""
        self._now_ms += timedelta(**span) // timedelta(milliseconds=1)

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01T00:00:00Z."""
        return self._now_ms

    def months_ago_ms(self, months: int, *, ahead_ms: int = 0) -> int:
        """The same time of day `months` calendar months ago, or before a moment that is so many milliseconds ahead."""
        return months_before_ms(self._now_ms + ahead_ms, months)


class SystemChance:
    """Numbers from the system's randomness."""

    def fraction(self) -> float:
        """A number from 0 up to, not including, 1."""
        return secrets.randbelow(1 << 53) / (1 << 53)


class SystemIds:
    """Version 4 UUIDs from the system's randomness, drawn in bulk."""

    def __init__(self) -> None:
        self._pool: list[str] = []
        self._process = self._draw()[:_PROCESS_LENGTH]
        self._requests = itertools.count(1)

    def new_id(self) -> str:
        """A UUID in its usual text form, 36 characters."""
        return self._draw()

    def new_request_id(self) -> str:
        """A UUID whose last part counts: it names, and need not be hard to guess."""
        return f"{self._process}{next(self._requests):012x}"

    def new_secret(self) -> str:
        """An unguessable URL-safe text of 43 characters."""
        return secrets.token_urlsafe(32)

    def new_salts(self, count: int) -> Sequence[str]:
        """So many unguessable texts: 16 bytes each, in hexadecimal."""
        pop = self._pool.pop
        try:
            return [pop() for _ in range(count)]
        except IndexError:
            return [self._take() for _ in range(count)]

    def _take(self) -> str:
        try:
            return self._pool.pop()
        except IndexError:
            fresh = os.urandom(_POOL_BYTES).hex()
            self._pool.extend(fresh[at : at + 32] for at in range(32, 2 * _POOL_BYTES, 32))
            return fresh[:32]

    def _draw(self) -> str:
        text = self._take()
        variant = "89ab"[int(text[16], 16) & 3]
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"


def months_before_ms(now_ms: int, months: int) -> int:
    """Calendar arithmetic in UTC, for any clock: 31 March minus one month is the last of February."""
    now = datetime.fromtimestamp(now_ms // 1000, UTC)
    year, month0 = divmod(now.year * 12 + now.month - 1 - months, 12)
    if year < 1:
        return 0
    day = min(now.day, calendar.monthrange(year, month0 + 1)[1])
    then = now.replace(year=year, month=month0 + 1, day=day)
    return int(then.timestamp()) * 1000 + now_ms % 1000
