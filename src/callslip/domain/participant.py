"""Participants of chats and WebRTC calls: who may join, and what a contact keeps of them."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.contact import Contact
from callslip.domain.errors import InvalidRequestException
from callslip.domain.segment_attributes import subtype_of

TOKEN_MS = 24 * 3_600_000
"""How long a participant's token counts (our decision)."""

_NAMES = ("DisplayName", "ParticipantCapabilities")


def participant(participant_id: str, role: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What the contact keeps of a participant."""
    told = {name: given[name] for name in _NAMES if name in given}
    return {"ParticipantId": participant_id, "ParticipantRole": role, **told}


def check_role(contact: Contact, role: str | None) -> str:
    """The role of one who joins: CUSTOM_BOT in a chat, CUSTOMER in a WebRTC call; that one where none is named.

    Raises InvalidRequestException for another role and for other contacts.
    """
    subtype = subtype_of(contact.details)
    if contact.channel != "CHAT" and subtype != "connect:WebRTC":
        raise InvalidRequestException(
            f"Nobody can join a contact {contact.channel} of the subtype {subtype}. Allowed: chats, WebRTC calls."
        )
    allowed = "CUSTOM_BOT" if contact.channel == "CHAT" else "CUSTOMER"
    if role not in (None, allowed):
        raise InvalidRequestException(f"ParticipantDetails.ParticipantRole: {role}; only {allowed} can join here.")
    return allowed


def check_content_types(members: Mapping[str, Any]) -> None:
    """A list of content types of a chat has text/plain in it. Raises InvalidRequestException."""
    types = members.get("SupportedMessagingContentTypes")
    if types and "text/plain" not in types:
        raise InvalidRequestException("SupportedMessagingContentTypes: text/plain must be among them.")
