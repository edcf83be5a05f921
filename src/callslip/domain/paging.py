"""Pagination tokens: opaque to callers, the last key of the page inside."""

import base64
import binascii

from callslip.domain.errors import InvalidRequestException

_MARK = "1:"


def next_token(last_key: str) -> str:
    """The token of the page after `last_key`."""
    return base64.urlsafe_b64encode((_MARK + last_key).encode()).decode()


def after_key(token: str | None) -> str:
    """The key after which a page begins; the empty text, lower than every key, for the first page."""
    if token is None:
        return ""
    try:
        text = base64.b64decode(token, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        text = ""
    if not text.startswith(_MARK):
        raise InvalidRequestException(
            "NextToken is not a token that this server gave. Leave it out for the first page."
        )
    return text[len(_MARK) :]
