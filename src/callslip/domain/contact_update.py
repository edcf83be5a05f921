"""What UpdateContact changes of a contact."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callslip.domain.arn import queue_id_of, user_id_of
from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException
from callslip.domain.expiry import expires_ms
from callslip.domain.segment_attributes import (
    CONTACT_EXPIRY,
    check_updatable_segment_attributes,
    subtype_of,
)

_TEXTS = ("Name", "Description")
_MAPS = ("References", "SegmentAttributes")
_EXTERNAL_AUDIO = ("QueueInfo", "UserInfo", "CustomerEndpoint", "SystemEndpoint")


def updated(contact: Contact, members: Mapping[str, Any], now_ms: int) -> Contact:
    """The contact afterwards: texts replaced, maps merged by key (our decision).

    A new expiry counts from the contact's beginning. Raises InvalidRequestException for nothing to update and for
    members of external audio on another contact, InvalidParameterException for a segment attribute that is not allowed.
    """
    given = [name for name in (*_TEXTS, *_MAPS, *_EXTERNAL_AUDIO) if name in members]
    if not given:
        raise InvalidRequestException(f"Nothing to update: give {', '.join((*_TEXTS, *_MAPS))}.")
    _check_external_audio(contact, given)
    segment_attributes = members.get("SegmentAttributes", {})
    check_updatable_segment_attributes(segment_attributes)
    details = dict(contact.details)
    details |= {name: members[name] for name in _TEXTS if name in members}
    details |= {name: {**details.get(name, {}), **members[name]} for name in _MAPS if name in members}
    details |= _external_audio(details, members)
    ends_ms = contact.expires_ms
    if CONTACT_EXPIRY in segment_attributes:
        ends_ms = expires_ms(contact.channel, {"SegmentAttributes": segment_attributes}, contact.initiated_ms)
    return replace(contact, details=details, expires_ms=ends_ms, updated_ms=now_ms)


def _check_external_audio(contact: Contact, given: list[str]) -> None:
    external = [name for name in given if name in _EXTERNAL_AUDIO]
    subtype = subtype_of(contact.details)
    if external and subtype != "connect:ExternalAudio":
        raise InvalidRequestException(
            f"{external[0]} can be updated on external audio contacts alone; the subtype of this one is {subtype}."
        )


def _external_audio(details: Mapping[str, Any], members: Mapping[str, Any]) -> dict[str, Any]:
    changed = {name: members[name] for name in ("CustomerEndpoint", "SystemEndpoint") if name in members}
    if "Id" in members.get("QueueInfo", {}):
        changed["QueueInfo"] = {**details.get("QueueInfo", {}), "Id": queue_id_of(members["QueueInfo"]["Id"])}
    if "UserId" in members.get("UserInfo", {}):
        changed["AgentInfo"] = {**details.get("AgentInfo", {}), "Id": user_id_of(members["UserInfo"]["UserId"])}
    return changed
