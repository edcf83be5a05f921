"""Open mode, where no signature is asked for: for this machine's own programs, and for the in-process mock."""

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

from callslip.domain.caller import Caller, user_arn
from callslip.domain.errors import AccessDeniedException

if TYPE_CHECKING:
    from callslip.protocol.message import Request

ANONYMOUS = "anonymous"

_CACHED_MAX = 1024
_CACHED_LENGTH_MAX = 255
_CREDENTIAL = re.compile(r"Credential=([A-Za-z0-9_+=.@-]{1,128})/(?:\d{8}/([a-z0-9-]{1,32})/)?")
_AUTHORITY = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9._-]+))(?::[0-9]{0,5})?")
_ORIGIN = re.compile(r"https?://(.+)")


class Anyone:
    """Takes every request; the caller is whom it names, unproved."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._caller = lru_cache(maxsize=_CACHED_MAX)(self._build_caller)

    def authenticate(self, request: "Request") -> Caller:
        """The caller whom the Authorization header names, or `anonymous`; never raises."""
        authorization = request.headers.get("authorization")
        found = _CREDENTIAL.search(authorization) if authorization else None
        return self._caller(found[1], found[2] or "") if found else self._caller(ANONYMOUS, "")

    def _build_caller(self, access_key_id: str, region: str) -> Caller:
        return Caller(access_key_id, user_arn(self._account_id, access_key_id), region)


class LocalOnly(Anyone):
    """Takes requests that this machine's own programs make, and none that a web page from elsewhere has made.

    Such a page reaches a server here through the user's browser: openly, or under its own name by pointing that name
    at this machine. The browser tells it by `Origin`, `Sec-Fetch-Site` and `Host`.
    """

    def authenticate(self, request: "Request") -> Caller:
        """The caller as `Anyone` has it. Raises AccessDeniedException for a request from elsewhere."""
        headers = request.headers
        host = headers.get("host")
        origin = headers.get("origin")
        if (
            (host and not is_loopback(host))
            or (origin is not None and not _is_local_origin(origin))
            or headers.get("sec-fetch-site") == "cross-site"
        ):
            raise AccessDeniedException(
                "This server runs in open mode, which serves only programs of its own machine under a loopback name "
                "such as localhost or 127.0.0.1, and no web page from elsewhere. "
                "To serve others, start it with --auth sigv4 and give them access keys."
            )
        return super().authenticate(request)


def is_loopback(authority: str) -> bool:
    """Whether a host with or without a port is this machine by its name: localhost, *.localhost, 127.0.0.0/8, [::1]."""
    return len(authority) <= _CACHED_LENGTH_MAX and _is_loopback(authority)


@lru_cache(maxsize=_CACHED_MAX)
def _is_loopback(authority: str) -> bool:
    found = _AUTHORITY.fullmatch(authority)
    if not found:
        return False
    name = (found[1] or found[2]).lower().removesuffix(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _is_local_origin(origin: str) -> bool:
    found = _ORIGIN.fullmatch(origin)
    return found is not None and is_loopback(found[1])
