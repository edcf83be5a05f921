"""Pagination tokens: opaque to callers, signed, good for one listing with its filters, and for a day."""

import base64
import binascii
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from callslip.domain.errors import InvalidParameterException, ServiceError

TOKEN_AGE_MAX_MS = 24 * 3_600_000

_SIGNATURE_BYTES = 16
_TIME_BYTES = 8
_NOT_FILTERS = frozenset({"NextToken", "MaxResults"})

Item = TypeVar("Item")


class Pages(msgspec.Struct, frozen=True):
    """The pages of one listing. Every page begins after a key, the empty text for the first.

    `secret` is the store's, `scope` says which listing it is, `refused` is the error for a token that is not good.
    """

    secret: str
    scope: str
    now_ms: int
    refused: type[ServiceError] = InvalidParameterException

    def after(self, token: str | None) -> str:
        """The key after which the page begins. Raises `refused` for a token that was not given for this listing."""
        if token is None:
            return ""
        try:
            raw = base64.b64decode(token, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        signature, signed = raw[:_SIGNATURE_BYTES], raw[_SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._sign(signed)):
            raise self.refused(
                "NextToken: it is not a token that this server gave for this listing with these members. "
                "Leave it out for the first page, and change nothing but MaxResults from page to page."
            )
        if int.from_bytes(signed[:_TIME_BYTES]) <= self.now_ms:
            raise self.refused("NextToken: it has expired, tokens last 24 hours. Leave it out for the first page.")
        return signed[_TIME_BYTES:].decode()

    def token(self, last_key: str) -> str:
        """The token of the page after `last_key`."""
        signed = (self.now_ms + TOKEN_AGE_MAX_MS).to_bytes(_TIME_BYTES) + last_key.encode()
        return base64.urlsafe_b64encode(self._sign(signed) + signed).decode()

    def _sign(self, signed: bytes) -> bytes:
        whole = hmac.digest(self.secret.encode(), self.scope.encode() + b"\0" + signed, "sha256")
        return whole[:_SIGNATURE_BYTES]


def scope_of(operation: str, members: Mapping[str, Any]) -> str:
    """A listing: the operation, and the members that choose what it lists."""
    chosen = {name: value for name, value in members.items() if name not in _NOT_FILTERS}
    return json.dumps([operation, chosen], sort_keys=True)


def cut(items: Sequence[Item], keys: Sequence[str], limit: int, pages: Pages) -> tuple[Sequence[Item], str | None]:
    """The first `limit` items, and the token for those behind; `keys` are the items' own, in the same order."""
    return items[:limit], pages.token(keys[limit - 1]) if len(items) > limit else None
