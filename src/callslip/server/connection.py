"""One HTTP connection: uvicorn's, with limits on size and time, and JSON where it would answer plain text."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import httptools

from callslip.domain.errors import (
    MalformedHttpRequestException,
    RequestEntityTooLargeException,
    RequestTimeoutException,
    ServiceError,
    ServiceUnavailableException,
)
from callslip.protocol.message import Request, Response
from callslip.server.batch import stopping
from callslip.server.exchange import Exchange
from callslip.server.pages import PREFIX
from callslip.server.uvicorn_parts import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from callslip.settings import Settings

_LINGER_S = 2.0
_AHEAD_MAX = 1_000
"""Requests that a client may send ahead of their answers."""
_OWN = PREFIX.encode()

_log = logging.getLogger("callslip.server")

Begin = Callable[[Request, Callable[[Response], None]], None]
"""Performs a request and hands over its answer, in a later turn of the loop."""


class Outgoing:
    """The transports with something to write in one turn of the loop; they do it at its end, or when told to.

    Then a client that waits is woken once for what it was sent, and not between the answers to others: on a machine
    with few processors that costs the kernel half of its time (decision 0010).
    """

    def __init__(self) -> None:
        self._due: list[_JoiningTransport] = []

    def add(self, transport: "_JoiningTransport", loop: asyncio.AbstractEventLoop) -> None:
        """Flush this one too."""
        if not self._due:
            loop.call_soon(self.flush)
        self._due.append(transport)

    def flush(self) -> None:
        """Let all of them write."""
        due, self._due = self._due, []
        for transport in due:
            try:
                transport.flush()
            except Exception:  # noqa: BLE001 - whatever it is, it is not the others' fault
                _log.exception("an answer could not be written")
                transport.abort()


class _JoiningTransport:
    """A transport whose writes of one turn of the loop go out together: head and body of an answer in one packet."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop, outgoing: Outgoing) -> None:
        self._transport = transport
        self._loop = loop
        self._outgoing = outgoing
        self._waiting: list[bytes] = []
        self._ended = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if self._ended:
            return
        if not self._waiting:
            self._outgoing.add(self, self._loop)
        self._waiting.append(data)

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def write_eof(self) -> None:
        self.flush()
        self._ended = True
        self._transport.write_eof()

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def flush(self) -> None:
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            if not self._transport.is_closing():
                self._transport.write(data)


class _Stop(Exception):
    """Stops the parser; why is known already."""


class Connection(HttpToolsProtocol):
    """Refuses heads over the limit, requests that do not arrive in time, connections beyond the limit.

    What is refused ends the connection, after the answers to requests that came whole before it. Requests of the API
    are exchanges; pages of our own, some of which never end, are ASGI's.
    """

    settings: ClassVar[Settings]
    refuse: ClassVar[Callable[[ServiceError], Response]]
    begin: ClassVar[Begin]
    cut_off: ClassVar[Callable[[], Response]]
    outgoing: ClassVar[Outgoing]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._began_s: float | None = None
        self._unread_since_s: float | None = None
        self._idle_since_s: float | None = None
        self._in_request = False
        self._in_head = True
        self._frame_bytes = 0
        self._refused = False
        self._refusal: ServiceError | None = None
        self._last_words: ServiceError | None = None
        self._page_cycle: RequestResponseCycle | None = None
        self.unread: Exchange | None = None
        """The exchange whose answer the client does not take."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept, or answer 503 when there are too many."""
        super().connection_made(transport)
        self.transport = _JoiningTransport(transport, self.loop, self.outgoing)  # type: ignore[assignment]
        self._began_s = self.loop.time()
        if len(self.connections) > self.settings.connections_max:
            self._end(ServiceUnavailableException("Too many connections are open. Try again in a second."))

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has left: a page that goes on must hear of it, also when other requests came behind it."""
        page = self._page_cycle
        if page is not None and not page.response_complete:
            page.disconnected = True
            page.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser, and watch how much and how long a request takes to arrive."""
        if self._refused:
            return
        self._idle_since_s = None
        if self._began_s is None:
            self._began_s = self.loop.time()
        self._frame_bytes += len(data)
        super().data_received(data)
        if not self._refused and self._frame_bytes > self._frame_bytes_max():
            self._end(self._head_too_large())

    def on_message_begin(self) -> None:
        """A request line begins."""
        self._idle_since_s = None
        self.url = b""
        self.headers = []
        self._in_request = self._in_head = True
        if self._began_s is None:
            self._began_s = self.loop.time()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header; one behind the body decides nothing and is dropped."""
        if self._in_head:
            self.headers.append((name.lower(), value))

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
        url = httptools.parse_url(self.url)
        if url.path.startswith(_OWN):
            self._page()
        else:
            self._exchange(url.path.decode("ascii"), (url.query or b"").decode("latin-1"))
        self._in_head = False

    def on_body(self, body: bytes) -> None:
        """A part of the body: all else that comes is counted as frame."""
        self._frame_bytes -= len(body)
        cycle: object = self.cycle
        if isinstance(cycle, Exchange):
            cycle.take(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request has arrived whole."""
        cycle: object = self.cycle
        if isinstance(cycle, Exchange):
            cycle.arrived()
        else:
            super().on_message_complete()
        if self.cycle.response_complete:
            self._idle_since_s = self.loop.time()
        self._began_s = None
        self._in_request = False
        self._in_head = True
        self._frame_bytes = 0

    def on_response_complete(self) -> None:
        """An answer is out: the next request's turn, or the refusal that waited for the last one."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        elif self._last_words is not None:
            self._say(self._last_words)
        else:
            self._idle_since_s = self.loop.time()
        if not self.pipeline:
            self.flow.resume_reading()

    def send_400_response(self, msg: str) -> None:
        """What the parser refuses, in the JSON that every other error has."""
        if not self._refused:
            self._end(self._refusal or MalformedHttpRequestException(f"{msg} HTTP/1.1 is spoken here."))

    def send(self, response: Response, *, is_last: bool, has_body: bool = True) -> None:
        """Write a whole answer; the last one says so."""
        data = _bytes_of(response, self.server_state.default_headers, is_last=is_last, has_body=has_body)
        self.transport.write(data)

    def pause_writing(self) -> None:
        """The client has not read what it was sent."""
        self._unread_since_s = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """The client goes on reading."""
        self._unread_since_s = None
        super().resume_writing()
        if self.unread is not None:
            exchange, self.unread = self.unread, None
            exchange.end()

    def check_time(self, now_s: float) -> None:
        """Called every second: end a connection whose request takes too long to arrive, or whose answer to be read."""
        if self._unread_since_s is not None and now_s - self._unread_since_s >= self.settings.request_timeout_s:
            self.transport.abort()
            return
        if self._began_s is None or now_s - self._began_s < self.settings.request_timeout_s or self._refused:
            if self._idle_since_s is not None and now_s - self._idle_since_s >= self.timeout_keep_alive:
                self.transport.close()
            return
        if self._in_request:
            limit = self.settings.request_timeout_s
            self._end(RequestTimeoutException(f"The request did not arrive within {limit} seconds."))
        else:
            self.transport.close()

    def shutdown(self) -> None:
        """The server stops: a request that has not arrived whole is refused, the others are answered first."""
        if self._in_request and not self._refused:
            self._end(stopping())
        else:
            super().shutdown()

    def _page(self) -> None:
        """Leave to ASGI what has come."""
        target, headers = self.url, self.headers
        super().on_message_begin()
        self.url += target
        self.headers += headers
        self.expect_100_continue = _expects(dict(headers).get(b"expect", b"").decode("latin-1"))
        super().on_headers_complete()

    def _exchange(self, path: str, query: str) -> None:
        """Answer what has come when it is whole, or after the requests before it."""
        headers = texts(self.headers)
        is_newer = self.parser.get_http_version() != "1.0"
        exchange = Exchange(
            self,
            (self.parser.get_method().decode("ascii"), path, query, headers),
            expects=is_newer and _expects(headers.get("expect", "")),
            keep_alive=is_newer and self.parser.should_keep_alive(),
        )
        before, self.cycle = self.cycle, exchange  # type: ignore[assignment]
        if before is not None and not before.response_complete:
            self.flow.pause_reading()
            self.pipeline.appendleft((exchange, self.app))  # type: ignore[arg-type]
        else:
            exchange.start()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        """The next in the pipeline; a turn of the loop later, for answers may follow answers."""
        if isinstance(cycle, Exchange):
            self.loop.call_soon(cycle.start)
        else:
            self._page_cycle = cycle
            super()._start_asgi_task(cycle, app)

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
            if cycle.response_complete or getattr(cycle, "is_answered", False):
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
        self.send(type(self).refuse(error), is_last=True)
        self._close()

    def _close(self) -> None:
        """What still arrives is dropped for a while, or the reset would overtake the answer."""
        self.connections.discard(self)
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(_LINGER_S, self.transport.close)
        else:
            self.transport.close()


def connection_class(
    settings: Settings,
    outgoing: Outgoing,
    *,
    begin: Begin,
    refuse: Callable[[ServiceError], Response],
    cut_off: Callable[[], Response],
) -> type[Connection]:
    """The class for one server: uvicorn makes the instances and takes no arguments for them."""
    functions = {
        name: staticmethod(function) for name, function in (("begin", begin), ("refuse", refuse), ("cut_off", cut_off))
    }
    return type("ServerConnection", (Connection,), {"settings": settings, "outgoing": outgoing, **functions})


def _expects(value: str) -> bool:
    return value.lower() == "100-continue"


def texts(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers as text; one that came twice is joined with `,`."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in raw}
    if len(headers) < len(raw):
        headers = {}
        for name, value in raw:
            text = name.decode("latin-1")
            before = f"{headers[text]}," if text in headers else ""
            headers[text] = before + value.decode("latin-1")
    return headers


def _bytes_of(
    response: Response, default_headers: Sequence[tuple[bytes, bytes]], *, is_last: bool, has_body: bool
) -> bytes:
    lines = "".join([f"{name}: {value}\r\n" for name, value in response.headers]).encode("latin-1")
    lines += b"".join([b"%b: %b\r\n" % header for header in default_headers])
    end = b"connection: close\r\n" if is_last else b""
    head = b"%b%bcontent-length: %d\r\n%b\r\n" % (STATUS_LINE[response.status], lines, len(response.body), end)
    return head + response.body if has_body else head
