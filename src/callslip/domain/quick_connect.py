"""Quick connects: where one leads to is said in the part that belongs to its type."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidRequestException

_PARTS = {"USER": "UserConfig", "QUEUE": "QueueConfig", "PHONE_NUMBER": "PhoneConfig", "FLOW": "FlowConfig"}


def check_quick_connect_config(config: Mapping[str, Any]) -> None:
    """The part of its type and no other one is given. Raises InvalidRequestException."""
    kind = config["QuickConnectType"]
    needed = _PARTS[kind]
    if needed not in config:
        raise InvalidRequestException(f"QuickConnectConfig: {needed} is required for the type {kind}.")
    strange = sorted(part for part in _PARTS.values() if part in config and part != needed)
    if strange:
        raise InvalidRequestException(
            f"QuickConnectConfig: {', '.join(strange)} cannot be given for the type {kind}, only {needed}."
        )
