"""What the tests of signatures share: known keys, requests and a second signer."""

import calendar
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from unittest.mock import patch

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from callslip.auth.credentials import Credential
from callslip.protocol.message import Request

KEY_ID = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
ACCOUNT_ID = "123456789012"
STAMP = "20150830T123600Z"


def at(stamp: str) -> int:
    """The milliseconds of a text such as 20150830T123600Z."""
    return calendar.timegm(time.strptime(stamp, "%Y%m%dT%H%M%SZ")) * 1000


@dataclass
class KeyRing:
    """Credentials in memory; `secret` and `token` are those of every key in `key_ids`."""

    secret: str = SECRET
    token: str | None = None
    expires_ms: int | None = None
    key_ids: set[str] = field(default_factory=lambda: {KEY_ID})

    def find(self, access_key_id: str) -> Credential | None:
        if access_key_id not in self.key_ids:
            return None
        return Credential(access_key_id, self.secret, self.token, "ana", 0, self.expires_ms)


def read_raw(raw: bytes) -> Request:
    """The request in the bytes of an HTTP/1.1 message whose body is all that follows its head."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ")
    path, _, query = target.partition("?")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        before = [headers[name.lower()]] if name.lower() in headers else []
        headers[name.lower()] = ",".join([*before, value.strip(" \t")])
    return Request(method, path, query, headers, body)


def sign(
    method: str = "GET",
    path: str = "/",
    query: str = "",
    headers: dict[str, str] | None = None,
    body: bytes = b"",
    *,
    token: str | None = None,
    region: str = "us-east-1",
    service: str = "connect",
) -> Request:
    """A request signed by botocore at `STAMP`; path and query are raw, as on the wire."""
    url = f"http://localhost:8720{path}{'?' if query else ''}{query}"
    prepared = AWSRequest(method=method, url=url, headers=headers or {}, data=body)
    signer = botocore.auth.SigV4Auth(Credentials(KEY_ID, SECRET, token), service, region)
    with patch.object(botocore.auth, "get_current_datetime", lambda: datetime.fromtimestamp(at(STAMP) / 1000, UTC)):
        signer.add_auth(prepared)
    sent = {name.lower(): value for name, value in prepared.headers.items()} | {"host": "localhost:8720"}
    return Request(method, path, query, sent, body)
