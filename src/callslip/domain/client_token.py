"""ClientToken: when a request with a known token is the same request again."""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from callslip.domain.errors import IdempotencyException

KEPT_MS = 7 * 24 * 3_600_000
"""How long a token counts, in milliseconds. https://docs.aws.amazon.com/connect/latest/APIReference/API_StartOutboundVoiceContact.html"""

COMPARING = frozenset(
    {
        "BatchPutContact",
        "CreateContact",
        "CreateContactFlowModule",
        "MonitorContact",
        "StartEmailContact",
        "StartOutboundEmailContact",
        "TransferContact",
    }
)
"""The operations whose model declares IdempotencyException; all others answer as at first, whatever a request says."""

_APART = frozenset({"ClientToken", "InstanceId"})


def digest_of(operation: str, members: Mapping[str, Any]) -> str:
    """A digest of what a request says besides instance and token; empty for operations that do not compare."""
    if operation not in COMPARING:
        return ""
    said = {name: value for name, value in members.items() if name not in _APART}
    return blake2b(msgspec.json.encode(said, order="deterministic"), digest_size=16).hexdigest()


def check_same(first: str, again: str) -> None:
    """Two digests of the same request; one from before digests were kept is empty. Raises IdempotencyException."""
    if first and first != again:
        raise IdempotencyException(
            "ClientToken: an earlier request with this token had other members. "
            "Repeat that request as it was, or give a new token."
        )
