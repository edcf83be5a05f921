"""An instance: the contact centre that contacts belong to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from callslip.domain.errors import InvalidRequestException


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance; `alias` is None only for an instance over an existing directory."""

    instance_id: str
    identity_management_type: str
    created_ms: int
    alias: str | None = None
    inbound_calls_enabled: bool = True
    outbound_calls_enabled: bool = True
    tags: Mapping[str, str] = field(default_factory=dict)

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
