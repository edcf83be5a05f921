"""E-mail contacts: endpoints and recipients as a contact keeps them."""

from collections.abc import Mapping, Sequence
from typing import Any

from callslip.domain.errors import InvalidRequestException

Address = Mapping[str, str]
"""EmailAddressInfo of the API model: EmailAddress, and DisplayName where there is one."""


def email_endpoint(address: Address) -> dict[str, str]:
    """An endpoint of the contact."""
    return {"Type": "EMAIL_ADDRESS", **_recipient(address)}


def email_recipients(to: Sequence[Address], cc: Sequence[Address]) -> dict[str, Any]:
    """The member AdditionalEmailRecipients of the contact, or nothing when there are none.

    Raises InvalidRequestException for more than 49 (Amazon's limit: 50 with the one that every e-mail has).
    """
    if len(to) + len(cc) > _ADDITIONAL_MAX:
        raise InvalidRequestException(
            f"AdditionalRecipients: {len(to) + len(cc)} addresses were given; at most {_ADDITIONAL_MAX} are allowed "
            "beside DestinationEmailAddress."
        )
    lists = {"ToList": [_recipient(each) for each in to], "CcList": [_recipient(each) for each in cc]}
    given = {name: recipients for name, recipients in lists.items() if recipients}
    return {"AdditionalEmailRecipients": given} if given else {}


def check_message(message: Mapping[str, Any]) -> None:
    """A message of the source type RAW comes with its text. Raises InvalidRequestException."""
    if "RawMessage" not in message:
        raise InvalidRequestException("EmailMessage: RawMessage is required when MessageSourceType is RAW.")


_ADDITIONAL_MAX = 49


def _recipient(address: Address) -> dict[str, str]:
    named = {"DisplayName": address["DisplayName"]} if "DisplayName" in address else {}
    return {"Address": address["EmailAddress"], **named}
