"""Requests as bytes, signed beforehand: what the AWS SDKs send, in the form wrk replays."""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from contacts import INSTANCE_ID, VALUE_BYTES, attributes, contact_id, spread

REGION = "us-east-1"
_SIGNED = "content-type;host;x-amz-date"
_UNSIGNED = (
    "Accept-Encoding: identity\r\n"
    "User-Agent: Boto3/1.43.117 md/Botocore#1.43.117 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.11.7 "
    "md/pyimpl#CPython m/b,g,N,Z,E cfg/retry-mode#standard Botocore/1.43.117\r\n"
    "amz-sdk-invocation-id: 4fe42d45-5d81-42fc-981c-c29f36dd7b4a\r\n"
    "amz-sdk-request: attempt=1; max=3\r\n"
)


@dataclass(frozen=True)
class Signer:
    """Signs requests to one address, for one moment: good for five minutes from then."""

    key_id: str
    secret: str
    host: str
    service: str = "connect"

    @cached_property
    def _stamp(self) -> str:
        return datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")

    @cached_property
    def _scope(self) -> str:
        return f"{self._stamp[:8]}/{REGION}/{self.service}/aws4_request"

    @cached_property
    def _key(self) -> bytes:
        key = f"AWS4{self.secret}".encode()
        for part in self._scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        return key

    def sign(self, method: str, path: str, body: bytes = b"", target: str = "") -> bytes:
        """A whole request; `target` is the operation for services that are told it in a header."""
        kind = "application/x-amz-json-1.0" if target else "application/json"
        canonical = (
            f"{method}\n{path}\n\ncontent-type:{kind}\nhost:{self.host}\nx-amz-date:{self._stamp}\n\n"
            f"{_SIGNED}\n{sha256(body).hexdigest()}"
        )
        to_sign = f"AWS4-HMAC-SHA256\n{self._stamp}\n{self._scope}\n{sha256(canonical.encode()).hexdigest()}"
        signature = hmac.digest(self._key, to_sign.encode(), "sha256").hex()
        named = f"X-Amz-Target: {target}\r\n" if target else ""
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\nContent-Type: {kind}\r\nX-Amz-Date: {self._stamp}\r\n"
            f"Authorization: AWS4-HMAC-SHA256 Credential={self.key_id}/{self._scope}, SignedHeaders={_SIGNED}, "
            f"Signature={signature}\r\n{named}{_UNSIGNED}Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def check(self, method: str, path: str, body: bytes) -> None:
        """Compare one signature with botocore's own, which takes a hundred times as long. Raises RuntimeError."""
        headers = {"Content-Type": "application/json", "Host": self.host, "X-Amz-Date": self._stamp}
        request = AWSRequest(method, f"http://{self.host}{path}", headers=headers, data=body)
        request.context["timestamp"] = self._stamp
        official = SigV4Auth(Credentials(self.key_id, self.secret), self.service, REGION)
        signature = official.signature(official.string_to_sign(request, official.canonical_request(request)), request)
        if signature.encode() not in self.sign(method, path, body):
            raise RuntimeError("the requests of this benchmark are not signed as botocore signs them")


def updates(signer: Signer, tag: str, count: int, contacts: int, value_bytes: int = VALUE_BYTES) -> Iterable[bytes]:
    """UpdateContactAttributes, every value the only one of its kind."""
    for serial, number in spread(count, contacts, tag):
        yield signer.sign("POST", "/contact/attributes", update_body(tag, serial, number, value_bytes))


def update_body(tag: str, serial: int, number: int, value_bytes: int = VALUE_BYTES) -> bytes:
    """The body of UpdateContactAttributes."""
    members = {"InitialContactId": contact_id(number), "InstanceId": INSTANCE_ID}
    return json.dumps({**members, "Attributes": attributes(tag, serial, value_bytes)}).encode()


def attributes_bytes(value_bytes: int) -> int:
    """What the limit counts of one update: the bytes of its keys and values."""
    return sum(len(name) + len(value) for name, value in attributes("", 0, value_bytes).items())


def reads(signer: Signer, tag: str, count: int, contacts: int) -> Iterable[bytes]:
    """GetContactAttributes."""
    for _, number in spread(count, contacts, tag):
        yield signer.sign("GET", read_path(number))


def read_path(number: int) -> str:
    """The path of GetContactAttributes."""
    return f"/contact/attributes/{INSTANCE_ID}/{contact_id(number)}"


def write_requests(requests: Iterable[bytes], file: Path) -> None:
    """The form that replay.lua reads: for each request its length on a line, then its bytes."""
    with file.open("wb") as out:
        for request in requests:
            out.write(b"%d\n%b" % (len(request), request))
