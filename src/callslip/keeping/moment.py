"""Moments as people and archives read them."""

from datetime import UTC, datetime


def moment_text(at_ms: int) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC: 2026-11-18T09:46:40.000Z."""
    moment = datetime.fromtimestamp(at_ms // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{at_ms % 1000:03}Z"


def day_text(at_ms: int) -> str:
    """The day in UTC: 2026-11-18."""
    return f"{datetime.fromtimestamp(at_ms // 1000, UTC):%Y-%m-%d}"


def moment_ms(text: str) -> int:
    """ISO 8601 as milliseconds since 1970; without an offset it is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
