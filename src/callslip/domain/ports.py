"""What the machine gives, as the core sees it: time and unique ids are handed in."""

from collections.abc import Sequence
from typing import Protocol


class Clock(Protocol):
    """Wall time."""

    def now_ms(self) -> int:
        """Milliseconds since 1970-01-01T00:00:00Z."""
        ...

    def months_ago_ms(self, months: int, *, ahead_ms: int = 0) -> int:
        """The same time of day `months` calendar months ago; a day that month lacks becomes its last.

        With `ahead_ms` as it will be so many milliseconds from now.
        """
        ...


class Chance(Protocol):
    """Luck, so that many do not try again at the same moment."""

    def fraction(self) -> float:
        """A number from 0 up to, not including, 1."""
        ...


class Ids(Protocol):
    """Unique names."""

    def new_id(self) -> str:
        """A UUID in its usual text form, 36 characters."""
        ...

    def new_request_id(self) -> str:
        """A UUID that names one request, in its answer and in the log."""
        ...

    def new_secret(self) -> str:
        """An unguessable URL-safe text of at least 40 characters."""
        ...

    def new_salts(self, count: int) -> Sequence[str]:
        """So many unguessable texts: 16 bytes each, in hexadecimal."""
        ...
