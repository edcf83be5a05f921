"""Signature Version 4: who signed a request; must not know which operation it is for."""

import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from callslip.auth.authorization import ALGORITHM, STAMP, Claim, Moment, parse_authorization, parse_moment
from callslip.auth.canonical import canonical_headers, canonical_path, canonical_query, normal_path
from callslip.auth.credentials import Credential
from callslip.auth.policy import LimitedCaller, Policy
from callslip.domain.caller import Caller, user_arn
from callslip.domain.errors import (
    ExpiredTokenException,
    InvalidSignatureException,
    UnrecognizedClientException,
)
from callslip.domain.masks import NO_MASKS, Masks
from callslip.domain.ports import Clock

if TYPE_CHECKING:
    from callslip.protocol.message import Request

TERMINATOR = "aws4_request"

_CACHED_KEYS_MAX = 1024
_BLOCK_BYTES = 64
_HASH_OF_NOTHING = hashlib.sha256().hexdigest()
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class CredentialSource(Protocol):
    """Where access keys are looked up."""

    def find(self, access_key_id: str) -> Credential | None:
        """The credential of this key id, or None."""
        ...


class Sigv4:
    """Verifies signatures against known credentials.

    `regions` are those a signature may be scoped to, empty for any; `skew_s` is how many seconds a request's date may
    lie off the clock, either way. Retries of a request repeat its signature, so a signature may come more than once.
    """

    def __init__(
        self,
        credentials: CredentialSource,
        clock: Clock,
        *,
        regions: frozenset[str],
        account_id: str,
        service: str = "connect",
        skew_s: int = 300,
    ) -> None:
        self._credentials = credentials
        self._clock = clock
        self._regions = regions
        self._account_id = account_id
        self._service = service
        self._skew_ms = skew_s * 1000
        self._signer = lru_cache(maxsize=_CACHED_KEYS_MAX)(_signer)
        self._caller = lru_cache(maxsize=_CACHED_KEYS_MAX)(self._build_caller)

    def authenticate(self, request: "Request") -> Caller:
        """The caller who signed this request.

        Raises MissingAuthenticationTokenException, IncompleteSignatureException, InvalidSignatureException,
        UnrecognizedClientException or ExpiredTokenException.
        """
        headers = request.headers
        date = headers.get("x-amz-date") or headers.get("date")
        claim, signature = parse_authorization(headers.get("authorization"), dated=bool(date))
        moment = parse_moment(date or "")
        now_ms = self._clock.now_ms()
        if abs(now_ms - moment.at_ms) > self._skew_ms:
            raise _out_of_time(moment, now_ms, self._skew_ms)
        self._check_claim(claim, moment)
        credential = self._get_credential(claim.access_key_id, headers.get("x-amz-security-token"), now_ms)
        if not self._verify(request, claim, moment, credential, signature):
            raise InvalidSignatureException(
                "The request signature we calculated does not match the signature you provided. "
                "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
            )
        return self._caller(
            credential.access_key_id, credential.name, claim.region, credential.policy, credential.masks
        )

    def _check_claim(self, claim: Claim, moment: Moment) -> None:
        if not claim.signs_host:
            raise InvalidSignatureException("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
        if (
            claim.date == moment.stamp[:8]
            and claim.service == self._service
            and claim.terminator == TERMINATOR
            and (not self._regions or claim.region in self._regions)
        ):
            return
        raise InvalidSignatureException(" ".join(self._scope_faults(claim, moment)))

    def _scope_faults(self, claim: Claim, moment: Moment) -> list[str]:
        faults = []
        if self._regions and claim.region not in self._regions:
            faults.append(f"Credential should be scoped to a valid Region, not '{claim.region}'.")
        if claim.service != self._service:
            faults.append(f"Credential should be scoped to correct service: '{self._service}'.")
        if claim.terminator != TERMINATOR:
            faults.append(f"Credential should be scoped with a valid terminator: '{TERMINATOR}'.")
        if claim.date != moment.stamp[:8]:
            faults.append(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                f"'{claim.date}' != '{moment.stamp[:8]}', from '{moment.stamp}'."
            )
        return faults

    def _get_credential(self, access_key_id: str, token: str | None, now_ms: int) -> Credential:
        credential = self._credentials.find(access_key_id)
        if credential is None or not _same_token(credential.session_token, token):
            raise UnrecognizedClientException("The security token included in the request is invalid.")
        if credential.expires_ms is not None and credential.expires_ms <= now_ms:
            raise ExpiredTokenException("The security token included in the request is expired")
        return credential

    def _verify(self, request: "Request", claim: Claim, moment: Moment, credential: Credential, signature: str) -> bool:
        sign = self._signer(credential.access_key_id, credential.secret_access_key, claim.scope)
        headers = request.headers
        path = request.path
        rest = (
            f"{canonical_query(request.query)}\n{canonical_headers(headers, claim.signed_names)}\n"
            f"{claim.signed_headers}\n{_hash_body(headers, request.body)}"
        )
        before = f"{ALGORITHM}\n{moment.stamp}\n{claim.scope}\n"
        if _same(_expect(sign, before, f"{request.method}\n{canonical_path(path)}\n{rest}"), signature):
            return True
        if "//" not in path and "/." not in path:
            return False
        normal = canonical_path(normal_path(path))
        return _same(_expect(sign, before, f"{request.method}\n{normal}\n{rest}"), signature)

    def _build_caller(
        self, access_key_id: str, name: str, region: str, policy: Policy | None, masks: Masks | None
    ) -> Caller:
        arn = user_arn(self._account_id, name)
        if policy is None and masks is None:
            return Caller(access_key_id, arn, region)
        return LimitedCaller(access_key_id, arn, region, masks or NO_MASKS, policy)


def _hash_body(headers: Mapping[str, str], body: bytes) -> str:
    """The hash of the body in hexadecimal, which a header may repeat but not replace."""
    digest = hashlib.sha256(body).hexdigest() if body else _HASH_OF_NOTHING
    if headers.get("x-amz-content-sha256", digest) != digest:
        raise InvalidSignatureException(
            "The value of the 'x-amz-content-sha256' header must be the SHA-256 hash of the body, in hexadecimal."
        )
    return digest


def _same_token(expected: str | None, token: str | None) -> bool:
    if expected is None or token is None:
        return expected is token
    return _same(expected, token)


def _same(left: str, right: str) -> bool:
    """Whether two texts are equal, in a time that does not tell how much of them is."""
    return hmac.compare_digest(left.encode(), right.encode())


def _expect(sign: Callable[[bytes], str], before: str, canonical: str) -> str:
    """The signature of a canonical request; `before` is what stands before its hash in the string to sign."""
    return sign(f"{before}{hashlib.sha256(canonical.encode('latin-1')).hexdigest()}".encode("latin-1"))


def _signer(_access_key_id: str, secret: str, scope: str) -> Callable[[bytes], str]:
    """What signs with the key of one scope: HMAC-SHA256 in hexadecimal, with both key blocks hashed beforehand."""
    date, region, service, _ = scope.split("/")
    block = signing_key(secret, date, region, service).ljust(_BLOCK_BYTES, b"\0")
    inner = hashlib.sha256(block.translate(_INNER))
    outer = hashlib.sha256(block.translate(_OUTER))

    def sign(message: bytes) -> str:
        first = inner.copy()
        first.update(message)
        second = outer.copy()
        second.update(first.digest())
        return second.hexdigest()

    return sign


def signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    """The 32 bytes derived from a secret for one day (YYYYMMDD), region and service."""
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, TERMINATOR):
        key = hmac.digest(key, part.encode("latin-1"), "sha256")
    return key


def _out_of_time(moment: Moment, now_ms: int, skew_ms: int) -> InvalidSignatureException:
    now = _stamp(now_ms)
    minutes, seconds = divmod(skew_ms // 1000, 60)
    width = f"{skew_ms // 1000} s" if seconds else f"{minutes} min"
    if moment.at_ms < now_ms:
        edge = f"now earlier than {_stamp(now_ms - skew_ms)} ({now} - {width}.)"
        return InvalidSignatureException(f"Signature expired: {moment.stamp} is {edge}")
    edge = f"still later than {_stamp(now_ms + skew_ms)} ({now} + {width}.)"
    return InvalidSignatureException(f"Signature not yet current: {moment.stamp} is {edge}")


def _stamp(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms // 1000, UTC).strftime(STAMP)
