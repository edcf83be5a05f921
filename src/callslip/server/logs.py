"""Log lines on standard error: for people, or one JSON object a line. Never a value, a token or a signature."""

import json
import logging
import sys
from datetime import UTC, datetime

from callslip.settings import Settings

_EXTRA = ("request_id", "operation", "status", "milliseconds")


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= _extra(record)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)


class _Console(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        extra = " ".join(f"{name}={value}" for name, value in _extra(record).items())
        return f"{super().format(record)} {extra}".rstrip()


def configure_logs(settings: Settings) -> None:
    """One handler for everything this process logs."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if settings.log_format == "json" else _Console())
    logging.basicConfig(handlers=[handler], level=settings.log_level.upper(), force=True)
    for noisy in ("uvicorn", "uvicorn.error", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


def _extra(record: logging.LogRecord) -> dict[str, object]:
    return {name: getattr(record, name) for name in _EXTRA if hasattr(record, name)}
