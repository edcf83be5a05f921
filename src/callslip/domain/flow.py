"""Flows and flow modules as documents: their content, its checksum, and the names under which it is asked for."""

import hashlib
from dataclasses import dataclass
from typing import Any

from callslip.domain.errors import InvalidParameterException

CONTENT_MAX = 256_000
"""Characters of a flow's content (Amazon's words)."""

LATEST = "$LATEST"
"""The published content."""

SAVED = "$SAVED"
"""The content that was saved last, published or not."""


DEPTH_MAX = 64
"""How deep lists and objects may nest in a flow's parameters (our decision; the deepest that was seen has 9)."""


@dataclass(frozen=True, slots=True)
class FlowContent:
    """What a flow says; `version` is None for what it says now. `settings` are a module's, as text."""

    text: str
    status: str
    settings: str | None = None
    version: int | None = None
    version_description: str | None = None

    @property
    def sha256(self) -> str:
        """SHA-256 of the text's UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def split_qualifier(text: str) -> tuple[str, str]:
    """An id or ARN of a flow, and what follows its last colon: `$SAVED`, `$LATEST`, a version, an alias, or nothing."""
    head, slash, last = text.rpartition("/")
    flow_id, _, qualifier = last.partition(":") if slash or not text.startswith("arn:") else (last, "", "")
    return f"{head}{slash}{flow_id}", qualifier


def check_length(content: str) -> None:
    """Content has 1 to 256,000 characters. Raises InvalidParameterException."""
    if not 1 <= len(content) <= CONTENT_MAX:
        raise InvalidParameterException(
            f"Content: it has {len(content):,} characters; it must have 1 to {CONTENT_MAX:,}."
        )


def check_alias_name(name: str) -> None:
    """An alias cannot look like a version, for both stand after the flow's id. Raises InvalidParameterException."""
    if name.isdecimal() or name in {LATEST, SAVED}:
        raise InvalidParameterException("AliasName: it must not be a number, $LATEST or $SAVED.")


def is_too_deep(value: Any) -> bool:
    """Whether lists and objects nest deeper in a JSON value than a flow's parameters may."""
    level = [value]
    for _ in range(DEPTH_MAX):
        level = [inner for each in level for inner in (each.values() if isinstance(each, dict) else each)]
        level = [each for each in level if isinstance(each, dict | list)]
        if not level:
            return False
    return True
