"""An instance: the contact centre that contacts belong to."""

from collections.abc import Mapping
from typing import Any

import msgspec

from callslip.domain.errors import InvalidParameterException, InvalidRequestException

DEFAULT_ATTRIBUTES: Mapping[str, str] = {
    "AUTO_MUTE_AGENT_ON_HOLD": "false",
    "AUTO_RESOLVE_BEST_VOICES": "true",
    "CONTACTFLOW_LOGS": "false",
    "CONTACT_LENS": "true",
    "EARLY_MEDIA": "true",
    "ENHANCED_CHAT_MONITORING": "false",
    "ENHANCED_CONTACT_MONITORING": "false",
    "HIGH_VOLUME_OUTBOUND": "false",
    "INBOUND_CALLS": "true",
    "MESSAGE_STREAMING": "false",
    "MULTI_PARTY_CHAT_CONFERENCE": "false",
    "MULTI_PARTY_CONFERENCE": "false",
    "OUTBOUND_CALLS": "true",
    "USE_CUSTOM_TTS_VOICES": "false",
}
"""Every attribute, with its value in a new instance; the two about calls are those of CreateInstance."""


class Instance(msgspec.Struct, frozen=True):
    """One instance; `alias` is None only for an instance over an existing directory."""

    instance_id: str
    identity_management_type: str
    created_ms: int
    alias: str | None = None
    inbound_calls_enabled: bool = True
    outbound_calls_enabled: bool = True
    tags: Mapping[str, str] = msgspec.field(default_factory=dict)

    def summary(self, arn: str) -> dict[str, Any]:
        """What both DescribeInstance and ListInstances tell, in the API model's names."""
        return {
            "Id": self.instance_id,
            "Arn": arn,
            "IdentityManagementType": self.identity_management_type,
            "InstanceAlias": self.alias,
            "CreatedTime": self.created_ms,
            "InstanceStatus": "ACTIVE",
            "InboundCallsEnabled": self.inbound_calls_enabled,
            "OutboundCallsEnabled": self.outbound_calls_enabled,
        }


def check_directory(identity_management_type: str, alias: str | None, directory_id: str | None) -> None:
    """An existing directory is named by its id; every other instance by an alias of its own."""
    if identity_management_type == "EXISTING_DIRECTORY":
        if directory_id is None:
            raise InvalidRequestException("DirectoryId is required when IdentityManagementType is EXISTING_DIRECTORY.")
    elif alias is None:
        raise InvalidRequestException(
            f"InstanceAlias is required when IdentityManagementType is {identity_management_type}."
        )


def attributes_of(instance: Instance, changed: Mapping[str, str]) -> dict[str, str]:
    """The value of every attribute, in alphabetical order; `changed` are those that somebody has set."""
    calls = {
        "INBOUND_CALLS": _text(switch=instance.inbound_calls_enabled),
        "OUTBOUND_CALLS": _text(switch=instance.outbound_calls_enabled),
    }
    return {**DEFAULT_ATTRIBUTES, **calls, **changed}


def attribute_value(text: str) -> str:
    """`true` or `false`, however it was written. Raises InvalidParameterException for anything else."""
    value = text.lower()
    if value not in {"true", "false"}:
        raise InvalidParameterException("Value: an instance attribute is true or false.")
    return value


def _text(*, switch: bool) -> str:
    return "true" if switch else "false"
