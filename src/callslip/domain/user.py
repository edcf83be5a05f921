"""Users, whom the agent's page calls agents: what a new one needs, and which settings exclude each other."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException, InvalidRequestException

AFTER_CONTACT_WORK_MAX_S = 2_000_000

_EXCLUSIVE = {
    "AutoAccept": "AutoAcceptConfigs",
    "AfterContactWorkTimeLimit": "AfterContactWorkConfigs",
    "PhoneType": "PhoneNumberConfigs",
    "DeskPhoneNumber": "PhoneNumberConfigs",
    "PersistentConnection": "PersistentConnectionConfigs",
}
"""Members of PhoneConfig, and the settings by channel that take their place."""

_VOICE_ONLY = ("PhoneNumberConfigs", "PersistentConnectionConfigs", "VoiceEnhancementConfigs")


def check_user(members: Mapping[str, Any], identity_management_type: str) -> None:
    """Whether a new user has what the instance's way of managing identities needs, and nothing it forbids.

    Raises InvalidRequestException. A password is never kept: nobody signs in here with one.
    """
    managed_here = identity_management_type == "CONNECT_MANAGED"
    if managed_here and "Password" not in members:
        raise InvalidRequestException("Password: it is required when the instance manages its identities itself.")
    if not managed_here and "Password" in members:
        raise InvalidRequestException(f"Password: an instance of type {identity_management_type} takes none.")
    if identity_management_type == "SAML" and "DirectoryUserId" in members:
        raise InvalidRequestException("DirectoryUserId: an instance of type SAML takes none.")
    check_identity(members.get("IdentityInfo", {}), identity_management_type)


def check_identity(identity: Mapping[str, Any], identity_management_type: str) -> None:
    """First and last name are required unless a directory has them; SAML takes no e-mail address."""
    if identity_management_type == "EXISTING_DIRECTORY":
        return
    missing = [name for name in ("FirstName", "LastName") if not identity.get(name)]
    if missing:
        raise InvalidRequestException(
            f"IdentityInfo: {' and '.join(missing)} are required in an instance of type {identity_management_type}."
        )
    if identity_management_type == "SAML" and "Email" in identity:
        raise InvalidRequestException("IdentityInfo.Email: an instance of type SAML takes none.")


def check_phone_settings(members: Mapping[str, Any]) -> None:
    """Settings for all channels and settings by channel exclude each other; some are for voice only.

    Raises InvalidRequestException for two that exclude each other, InvalidParameterException for a wrong value.
    """
    phone = members.get("PhoneConfig", {})
    for name, by_channel in _EXCLUSIVE.items():
        if name in phone and by_channel in members:
            raise InvalidRequestException(
                f"PhoneConfig.{name} and {by_channel} cannot both be given. Give one of them."
            )
    for name in _VOICE_ONLY:
        if any(each["Channel"] != "VOICE" for each in members.get(name, ())):
            raise InvalidParameterException(f"{name}: the channel must be VOICE.")
    limits = [phone.get("AfterContactWorkTimeLimit", 0), *map(_limit, members.get("AfterContactWorkConfigs", ()))]
    if max(limits) > AFTER_CONTACT_WORK_MAX_S:
        raise InvalidParameterException(
            f"AfterContactWorkTimeLimit: {max(limits)} is given; {AFTER_CONTACT_WORK_MAX_S} seconds are the most."
        )


def lite(description: Mapping[str, Any]) -> dict[str, Any]:
    """A user as SearchUsers shows one: names alone of the identity, after contact work in milliseconds."""
    found = {name: value for name, value in description.items() if not name.startswith("LastModified")}
    identity = description.get("IdentityInfo", {})
    found["IdentityInfo"] = {name: identity[name] for name in ("FirstName", "LastName") if name in identity}
    phone = description.get("PhoneConfig", {})
    if "AfterContactWorkTimeLimit" in phone:
        found["PhoneConfig"] = {
            **phone,
            "AfterContactWorkTimeLimit": phone["AfterContactWorkTimeLimit"] * 1000,
        }
    return found


def _limit(config: Mapping[str, Any]) -> int:
    parts = (config["AfterContactWorkConfig"], config.get("AgentFirstCallbackAfterContactWorkConfig", {}))
    longest: int = max(part.get("AfterContactWorkTimeLimit", 0) for part in parts)
    return longest
