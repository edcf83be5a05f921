"""Segment attributes: each contact has its own; the user's are carried forward, the system's belong to one contact."""

import re
from collections.abc import Mapping
from typing import Any

from callslip.domain.errors import InvalidParameterException

SUBTYPE = "connect:Subtype"
CONTACT_EXPIRY = "connect:ContactExpiry"
SYSTEM_PREFIX = "connect:"

_NAME = re.compile(rf"(?:{SYSTEM_PREFIX})?[A-Za-z0-9_-]+")

_SUBTYPES = {
    "VOICE": "connect:Telephony",
    "CHAT": "connect:Chat",
    "TASK": "connect:Task",
    "EMAIL": "connect:Email",
    "WEBRTC_API": "connect:WebRTC",
}
"""The subtype of a contact that names none, by initiation method where it has its own, else by channel."""


def given_segment_attributes(channel: str, initiation_method: str, members: Mapping[str, Any]) -> dict[str, Any]:
    """Those of a request that begins a contact, with the subtype that its channel has unless it names one.

    Raises InvalidParameterException for a name outside the alphabet.
    """
    _check_names(members.get("SegmentAttributes", {}))
    subtype = _SUBTYPES.get(initiation_method, _SUBTYPES[channel])
    return {SUBTYPE: {"ValueString": subtype}, **members.get("SegmentAttributes", {})}


def subtype_of(details: Mapping[str, Any]) -> str | None:
    """The contact's subtype, such as `connect:WebRTC`; None for a contact of an older store."""
    subtype: str | None = details.get("SegmentAttributes", {}).get(SUBTYPE, {}).get("ValueString")
    return subtype


def with_subtype(details: Mapping[str, Any], subtype: str) -> dict[str, Any]:
    """A contact's details with another subtype."""
    return {**details, "SegmentAttributes": {**details["SegmentAttributes"], SUBTYPE: {"ValueString": subtype}}}


def carried_forward(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a contact that follows or relates to an earlier one, given the details of both.

    The customer's id and the user's segment attributes come along; what the later one has of its own wins.
    """
    carried = {
        name: value
        for name, value in earlier.get("SegmentAttributes", {}).items()
        if not name.startswith(SYSTEM_PREFIX)
    }
    customer = {"CustomerId": earlier["CustomerId"]} if "CustomerId" in earlier else {}
    return {**customer, **later, "SegmentAttributes": {**carried, **later.get("SegmentAttributes", {})}}


def check_updatable_segment_attributes(given: Mapping[str, Any]) -> None:
    """UpdateContact sets the expiry and attributes of the user's own, which are strings.

    Raises InvalidParameterException for others, and for a name outside the alphabet.
    """
    _check_names(given)
    for name, value in given.items():
        if name == CONTACT_EXPIRY:
            continue
        if name.startswith(SYSTEM_PREFIX):
            raise InvalidParameterException(
                f"SegmentAttributes: {name} is set by the system and cannot be updated. Allowed: {CONTACT_EXPIRY}, "
                "and names of your own."
            )
        if set(value) != {"ValueString"}:
            raise InvalidParameterException(f"SegmentAttributes: {name!a} must have a ValueString and nothing else.")


def segment_text(value: Mapping[str, Any] | None) -> str | None:
    """A segment attribute as a text, if it is a string, a whole number or an ARN; None if not, or not there."""
    for kind in ("ValueString", "ValueInteger", "ValueArn"):
        if value and kind in value:
            return str(value[kind])
    return None


def _check_names(given: Mapping[str, Any]) -> None:
    for name in given:
        if not _NAME.fullmatch(name):
            raise InvalidParameterException(
                f"SegmentAttributes: {name!a} is no name. It can have only the letters A-Z and a-z, the digits 0-9, "
                f"dash and underscore, with {SYSTEM_PREFIX} before those of the system."
            )
