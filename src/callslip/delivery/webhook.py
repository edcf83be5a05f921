"""A webhook: messages posted to a URL, signed so that the receiver knows who sent them and when."""

import hashlib
import hmac
import http.client
import ssl
from collections.abc import Sequence
from urllib.parse import urlsplit

from callslip.delivery.message import BOTH, DeliveryError, DestinationError, Kind, Message
from callslip.domain.ports import Clock

_TIMEOUT_S = 10.0
_ANSWER_BYTES_MAX = 65_536
_OK = range(200, 300)
_REDIRECTS = range(300, 400)
_SECRET_LEAST = 16


class Webhook:
    """Posts `{"messages": [...]}`; any answer of 200 to 299 within ten seconds means taken.

    The signature is HMAC-SHA256 of the secret over the timestamp, a dot and the body. Redirects are refused: they
    would carry what is signed for one receiver to another.
    """

    takes: frozenset[Kind] = BOTH

    def __init__(self, url: str, secret: bytes, clock: Clock, timeout_s: float = _TIMEOUT_S) -> None:
        """Raises DestinationError for a URL or a secret that will not do."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise DestinationError("a webhook needs a URL that begins with http:// or https:// and names a host")
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise DestinationError("the URL of a webhook can have no user, password or fragment")
        if len(secret) < _SECRET_LEAST:
            raise DestinationError(f"the secret of a webhook needs {_SECRET_LEAST} bytes at least")
        self._is_secure = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port
        self._target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._secret = secret
        self._clock = clock
        self._timeout_s = timeout_s
        self._connection: http.client.HTTPConnection | None = None
        self._is_fresh = True
        mark = hashlib.sha256(url.encode()).hexdigest()[:8]
        self.name = f"webhook:{parts.hostname}-{mark}"

    def deliver(self, messages: Sequence[Message]) -> None:
        """One POST for all of them."""
        if not messages:
            return
        body = b'{"messages":[%s]}' % b",".join(message.line() for message in messages)
        try:
            status = self._post(body, self._headers(messages, body))
        except (OSError, http.client.HTTPException) as error:
            self._close()
            raise DeliveryError(f"no answer: {type(error).__name__}") from error
        if status in _REDIRECTS:
            raise DeliveryError(f"answered {status}, and redirects are not followed: configure the final URL")
        if status not in _OK:
            raise DeliveryError(f"answered {status}")

    def _headers(self, messages: Sequence[Message], body: bytes) -> dict[str, str]:
        timestamp = str(self._clock.now_ms() // 1000)
        signature = sign(self._secret, timestamp, body)
        delivery = hashlib.sha256("".join(message.id for message in messages).encode()).hexdigest()[:32]
        return {
            "Content-Type": "application/json",
            "User-Agent": "callslip",
            "X-Callslip-Delivery": delivery,
            "X-Callslip-Timestamp": timestamp,
            "X-Callslip-Signature": f"v1={signature}",
        }

    def _post(self, body: bytes, headers: dict[str, str]) -> int:
        try:
            answer = self._ask(body, headers)
        except (ConnectionError, http.client.BadStatusLine):
            if self._is_fresh:
                raise
            self._close()  # the receiver has closed a connection that was kept: nothing is wrong
            answer = self._ask(body, headers)
        answer.read(_ANSWER_BYTES_MAX)
        if answer.will_close or not answer.isclosed():
            self._close()
        return answer.status

    def _ask(self, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
        self._is_fresh = self._connection is None
        if self._connection is None:
            self._connection = self._connect()
        self._connection.request("POST", self._target, body, headers)
        return self._connection.getresponse()

    def _connect(self) -> http.client.HTTPConnection:
        if self._is_secure:
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(self._host, self._port, timeout=self._timeout_s, context=context)
        return http.client.HTTPConnection(self._host, self._port, timeout=self._timeout_s)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def sign(secret: bytes, timestamp: str, body: bytes) -> str:
    """The signature in hexadecimal."""
    return hmac.digest(secret, timestamp.encode() + b"." + body, "sha256").hex()
