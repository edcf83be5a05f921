"""One HTTP connection: uvicorn's, with limits on size and time, and JSON where it would answer plain text."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from callslip.domain.errors import (
    MalformedHttpRequestException,
    RequestEntityTooLargeException,
    RequestTimeoutException,
    ServiceError,
    ServiceUnavailableException,
)
from callslip.protocol.message import Response
from callslip.settings import Settings

_LINGER_S = 2.0
_AHEAD_MAX = 1_000
"""Requests that a client may send ahead of their answers."""


class _JoiningTransport:
    """A transport whose writes of one turn of the loop go out together: head and body of an answer in one packet."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(data)

    def write_eof(self) -> None:
        self._flush()
        self._transport.write_eof()

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._transport.write(data)


class _Stop(Exception):
    """Stops the parser; why is known already."""


class Connection(HttpToolsProtocol):
    """Refuses heads over the limit, requests that do not arrive in time, connections beyond the limit.

    What is refused ends the connection, after the answers to requests that came whole before it.
    """

    settings: ClassVar[Settings]
    refuse: ClassVar[Callable[[ServiceError], Response]]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._began_s: float | None = None
        self._unread_since_s: float | None = None
        self._in_request = False
        self._in_head = True
        self._frame_bytes = 0
        self._refused = False
        self._refusal: ServiceError | None = None
        self._last_words: ServiceError | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept, or answer 503 when there are too many."""
        super().connection_made(transport)
        self.transport = _JoiningTransport(transport, self.loop)  # type: ignore[assignment]
        self._began_s = self.loop.time()
        if len(self.connections) > self.settings.connections_max:
            self._end(ServiceUnavailableException("Too many connections are open. Try again in a second."))

    def data_received(self, data: bytes) -> None:
        """Feed the parser, and watch how much and how long a request takes to arrive."""
        if self._refused:
            return
        if self._began_s is None:
            self._began_s = self.loop.time()
        self._frame_bytes += len(data)
        super().data_received(data)
        if not self._refused and self._frame_bytes > self._frame_bytes_max():
            self._end(self._head_too_large())

    def on_message_begin(self) -> None:
        """A request line begins."""
        super().on_message_begin()
        self._in_request = self._in_head = True
        if self._began_s is None:
            self._began_s = self.loop.time()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; one behind the body decides nothing and is dropped."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is there."""
        if self._frame_bytes > self.settings.header_bytes_max and self._head_size() > self.settings.header_bytes_max:
            self._refusal = self._head_too_large()
            raise _Stop
        if self.parser.should_upgrade() and self._has_body():
            # The parser would pass over the body, and take what comes late of it for another request.
            self._refusal = MalformedHttpRequestException("A request with a body cannot ask for an upgrade.")
            raise _Stop
        if len(self.pipeline) >= _AHEAD_MAX:
            self._refusal = ServiceUnavailableException(f"{_AHEAD_MAX:,} requests wait for their answers: read those.")
            raise _Stop
        super().on_headers_complete()
        self._in_head = False

    def on_body(self, body: bytes) -> None:
        """A part of the body: all else that comes is counted as frame."""
        self._frame_bytes -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request has arrived whole."""
        super().on_message_complete()
        self._began_s = None
        self._in_request = False
        self._in_head = True
        self._frame_bytes = 0

    def on_response_complete(self) -> None:
        """An answer is out; the refusal that waited for the last one follows it."""
        is_last = not self.pipeline
        super().on_response_complete()
        if self.pipeline:
            self.flow.pause_reading()  # uvicorn has just gone on reading
        if is_last and self._last_words is not None and not self.transport.is_closing():
            self._say(self._last_words)

    def send_400_response(self, msg: str) -> None:
        """What the parser refuses, in the JSON that every other error has."""
        if not self._refused:
            self._end(self._refusal or MalformedHttpRequestException(f"{msg} HTTP/1.1 is spoken here."))

    def pause_writing(self) -> None:
        """The client has not read what it was sent."""
        self._unread_since_s = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client goes on reading."""
        self._unread_since_s = None
        super().resume_writing()

    def check_time(self, now_s: float) -> None:
        """Called every second: end a connection whose request takes too long to arrive, or whose answer to be read."""
        if self._unread_since_s is not None and now_s - self._unread_since_s >= self.settings.request_timeout_s:
            self.transport.abort()
            return
        if self._began_s is None or now_s - self._began_s < self.settings.request_timeout_s or self._refused:
            return
        if self._in_request:
            limit = self.settings.request_timeout_s
            self._end(RequestTimeoutException(f"The request did not arrive within {limit} seconds."))
        else:
            self.transport.close()

    def shutdown(self) -> None:
        """The server stops: a request that has not arrived whole is refused, the others are answered first."""
        if self._in_request and not self._refused:
            self._end(ServiceUnavailableException("The server is stopping. Try again in a second."))
        else:
            super().shutdown()

    def _frame_bytes_max(self) -> int:
        """Around a body in chunks, sizes and trailers may take as much again as the largest body."""
        head = self.settings.header_bytes_max
        return head if self._in_head else head + self.settings.body_bytes_max

    def _head_size(self) -> int:
        return len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers or ())

    def _has_body(self) -> bool:
        lengths = (b"content-length", b"transfer-encoding")
        return any(name in lengths and value != b"0" for name, value in self.headers)

    def _head_too_large(self) -> ServiceError:
        limit = self.settings.header_bytes_max
        return RequestEntityTooLargeException(f"The request line and headers are larger than {limit:,} bytes.")

    def _end(self, error: ServiceError) -> None:
        """Take nothing more; say why, once every request that came whole has its answer."""
        self._refused = True
        cycle = self.cycle
        if self._in_request and not self._in_head:
            if cycle.response_complete:
                self._close()
            elif self.pipeline and self.pipeline[0][0] is cycle:
                self.pipeline.popleft()
                self._last_words = error
            else:
                cycle.disconnected = True
                cycle.message_event.set()
                self._say(error)
        elif cycle is None or cycle.response_complete:
            self._say(error)
        else:
            self._last_words = error

    def _say(self, error: ServiceError) -> None:
        self.transport.write(_bytes_of(type(self).refuse(error), self.server_state.default_headers))
        self._close()

    def _close(self) -> None:
        """What still arrives is dropped for a while, or the reset would overtake the answer."""
        self._unset_keepalive_if_required()
        self.connections.discard(self)
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(_LINGER_S, self.transport.close)
        else:
            self.transport.close()


def connection_class(settings: Settings, refuse: Callable[[ServiceError], Response]) -> type[Connection]:
    """The class for one server: uvicorn makes the instances and takes no arguments for them."""
    return type("ServerConnection", (Connection,), {"settings": settings, "refuse": staticmethod(refuse)})


def _bytes_of(response: Response, default_headers: list[tuple[bytes, bytes]]) -> bytes:
    lines = [f"{name}: {value}\r\n".encode("latin-1") for name, value in response.headers]
    lines += [name + b": " + value + b"\r\n" for name, value in default_headers]
    lines.append(b"content-length: %d\r\nconnection: close\r\n\r\n" % len(response.body))
    return STATUS_LINE[response.status] + b"".join(lines) + response.body
