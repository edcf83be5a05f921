"""Times in the forms that Amazon writes them in, always UTC."""

from datetime import UTC, datetime
from functools import lru_cache


def to_millisecond(at_ms: int) -> str:
    """As contact events have it: 2026-11-18T11:06:40.000Z."""
    return f"{_second(at_ms // 1000)}.{at_ms % 1000:03}Z"


def to_second(at_ms: int) -> str:
    """As contact records have it: 2026-11-18T11:06:40Z."""
    return f"{_second(at_ms // 1000)}Z"


@lru_cache(maxsize=4096)
def _second(at_s: int) -> str:
    return datetime.fromtimestamp(at_s, UTC).isoformat()[:19]
