"""The Authorization header and the date of a signed request, taken apart, with the texts of what they lack."""

import hashlib
import re
from base64 import b64encode
from datetime import UTC, datetime
from functools import lru_cache

import msgspec

from callslip.domain.errors import IncompleteSignatureException, MissingAuthenticationTokenException

ALGORITHM = "AWS4-HMAC-SHA256"
STAMP = "%Y%m%dT%H%M%SZ"

_SIGNATURE_LENGTH = 64
_CACHED_LENGTH_MAX = 1024
_CREDENTIAL_PIECES = 5
_USUAL = re.compile(rf"{ALGORITHM} Credential=([^,\s]+), *SignedHeaders=([^,\s]*), *Signature=")
_BASIC_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", re.ASCII)
_MAIL_DATE = re.compile(r"(?:\w{3}, )?(\d\d?) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|[+-]0000)", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Claim(msgspec.Struct, frozen=True):
    """What an Authorization header says beside the signature; `scope` is date/region/service/terminator."""

    access_key_id: str
    scope: str
    date: str
    region: str
    service: str
    terminator: str
    signed_headers: str
    signed_names: tuple[str, ...]
    signs_host: bool


class Moment(msgspec.Struct, frozen=True):
    """When a request was signed, as text of the form 20150830T123600Z and in milliseconds since 1970."""

    stamp: str
    at_ms: int


def parse_authorization(header: str | None, *, dated: bool) -> tuple[Claim, str]:
    """The claim and the signature; `dated` tells whether the request has a date.

    Raises MissingAuthenticationTokenException without a header, IncompleteSignatureException for one that lacks a part.
    """
    if header is None:
        raise MissingAuthenticationTokenException("Missing Authentication Token")
    if dated and len(header) <= _CACHED_LENGTH_MAX:
        claim = _usual_claim(header[:-_SIGNATURE_LENGTH])
        if claim is not None:
            return claim, header[-_SIGNATURE_LENGTH:]
    return _parse_unusual(header, dated=dated)


def parse_moment(date: str) -> Moment:
    """The moment that an X-Amz-Date or Date header names: ISO 8601 basic, or the format of mail and HTTP.

    Raises IncompleteSignatureException for any other text.
    """
    moment = _find_moment(date) if len(date) <= _CACHED_LENGTH_MAX else None
    if moment is None:
        raise IncompleteSignatureException("Date must be in ISO-8601 'basic format'.")
    return moment


@lru_cache(maxsize=1024)
def _usual_claim(head: str) -> Claim | None:
    """The claim in all that stands before the signature, where it has the order and spacing of most clients."""
    found = _USUAL.fullmatch(head)
    return _build_claim(found[1], found[2]) if found else None


def _build_claim(credential: str, signed_headers: str) -> Claim:
    pieces = credential.rstrip("/").split("/")
    if len(pieces) != _CREDENTIAL_PIECES:
        raise IncompleteSignatureException(
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term."
        )
    access_key_id, date, region, service, terminator = pieces
    names = tuple(signed_headers.split(";"))
    return Claim(
        access_key_id=access_key_id,
        scope=f"{date}/{region}/{service}/{terminator}",
        date=date,
        region=region,
        service=service,
        terminator=terminator,
        signed_headers=signed_headers,
        signed_names=names,
        signs_host=any(name.lower() in {"host", ":authority"} for name in names),
    )


def _parse_unusual(header: str, *, dated: bool) -> tuple[Claim, str]:
    """Any order and spacing; tells all that is missing at once."""
    if not header.strip():
        raise IncompleteSignatureException("Authorization header cannot be empty")
    algorithm, _, rest = header.strip().partition(" ")
    parameters = dict(_pair(piece, header) for piece in rest.split(","))
    lacking = [
        f"Authorization header requires '{name}' parameter."
        for name, present in (
            ("Credential", parameters.get("Credential")),
            ("Signature", parameters.get("Signature")),
            ("SignedHeaders", "SignedHeaders" in parameters),
        )
        if not present
    ]
    if not dated:
        lacking.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    if lacking:
        raise IncompleteSignatureException(" ".join(lacking))
    if algorithm != ALGORITHM:
        raise IncompleteSignatureException(f"Unsupported AWS 'algorithm': only {ALGORITHM} is supported.")
    return _build_claim(parameters["Credential"], parameters["SignedHeaders"]), parameters["Signature"]


def _pair(piece: str, header: str) -> tuple[str, str]:
    name, equals, value = piece.partition("=")
    if not equals:
        digest = b64encode(hashlib.sha256(header.encode("latin-1", "replace")).digest()).decode()
        raise IncompleteSignatureException(
            "Invalid key=value pair (missing equal-sign) in Authorization header "
            f"(hashed with SHA-256 and encoded with Base64): '{digest}'."
        )
    return name.strip(), value.strip()


@lru_cache(maxsize=256)
def _find_moment(date: str) -> Moment | None:
    text = date.strip()
    if found := _BASIC_DATE.fullmatch(text):
        year, month, day, hour, minute, second = map(int, found.groups())
    elif (found := _MAIL_DATE.fullmatch(text)) and found[2] in _MONTHS:
        day, year, hour, minute, second = map(int, found.group(1, 3, 4, 5, 6))
        month = _MONTHS.index(found[2]) + 1
    else:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
    return Moment(moment.strftime(STAMP), int(moment.timestamp()) * 1000)
