"""Between the HTTP server and the gateway: a request in, its answer out, the server's own pages beside."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from callslip.bootstrap import delivery_counts
from callslip.domain.errors import (
    MalformedHttpRequestException,
    RequestEntityTooLargeException,
    ServiceUnavailableException,
)
from callslip.gateway import Gateway
from callslip.protocol.message import Request, Response
from callslip.server.batch import Answer, Batch
from callslip.server.connection import texts
from callslip.server.feed import PATH as FEED
from callslip.server.feed import Feed
from callslip.server.metrics import Metrics
from callslip.server.pages import METRICS, PREFIX, Pages
from callslip.server.turn import NO_OPERATION, Turn
from callslip.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_SCAN_THREADS = 4
_CUT_OFF = "The server had to stop before the request was done; whether it was performed is not known. Try again."

_requests = logging.getLogger("callslip.requests")


class Application:
    """The ASGI application: our own pages; all else is the turn's."""

    def __init__(self, gateway: Gateway, settings: Settings, settle: Callable[[], None] = lambda: None) -> None:
        """`settle` is called when several answers were given at once and nothing is to follow now."""
        self._gateway = gateway
        self._body_bytes_max = settings.body_bytes_max
        self._log_requests = settings.log_requests
        self._settle = settle
        self._batch = Batch(gateway, settings.waiting_writes_max, settle)
        self._scans = ThreadPoolExecutor(_SCAN_THREADS, "callslip-scan")
        self._metrics = Metrics(self._batch, gateway.world.clock)
        self._turn = Turn(gateway, self._batch, self._scans, self._tell, settle)
        self._pages = Pages(gateway, self._metrics)
        self._feed = Feed(gateway)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request of the HTTP server: a page of our own, or any other."""
        started_s = time.perf_counter()
        try:
            request = await self._read(scope, receive)
            if request.path == FEED:
                await self._feed.stream(request, receive, send)
                return
            if request.path.startswith(PREFIX) and self._pages.has(request.path):
                if request.path == METRICS:
                    loop = asyncio.get_running_loop()
                    # On the loop it would meet reads that are open there.
                    self._metrics.deliveries = await loop.run_in_executor(self._scans, delivery_counts, self._gateway)
                response = self._pages.answer(request)
            else:
                await _send(send, await self._wait(request))
                return
        except asyncio.CancelledError:
            response = self.cut_off()
        except Exception as error:  # noqa: BLE001 - the client gets JSON
            response = self._turn.explain(error)
        await _send(send, response)
        self._tell(NO_OPERATION, response, started_s)

    def begin(self, request: Request, answer: Answer) -> None:
        """Perform a request for an operation and hand its answer over, when there is one."""
        self._turn.begin(request, answer)

    def tell_to_stop(self) -> None:
        """End what would go on for ever."""
        self._feed.stop()

    async def close(self) -> None:
        """Finish the writes and scans that have begun, then close the store."""
        self._turn.close()
        await asyncio.sleep(0)  # whoever is cut off is told
        self._settle()
        await self._batch.close()
        self._scans.shutdown(cancel_futures=True)
        self._feed.close()
        self._gateway.backend.close()

    async def _wait(self, request: Request) -> Response:
        """The answer to a request for an operation."""
        answered: asyncio.Future[Response] = asyncio.get_running_loop().create_future()
        self.begin(request, lambda response: None if answered.done() else answered.set_result(response))
        return await answered

    def cut_off(self) -> Response:
        """The answer to a request that is not done when the time for stopping is over."""
        return self._gateway.refuse(ServiceUnavailableException(_CUT_OFF))

    def _tell(self, operation: str, response: Response, started_s: float) -> None:
        """Count an answer, and log it where that is asked for."""
        taken_s = time.perf_counter() - started_s
        self._metrics.count(operation, response.status, taken_s)
        if self._log_requests:
            _requests.info(
                "request",
                extra={
                    "request_id": dict(response.headers).get("x-amzn-RequestId", "-"),
                    "operation": operation,
                    "status": response.status,
                    "milliseconds": round(taken_s * 1000, 3),
                },
            )

    async def _read(self, scope: Scope, receive: Receive) -> Request:
        message = await _receive(receive)
        body: bytes = message.get("body", b"")
        if message.get("more_body"):
            body = await self._read_rest(body, receive)
        if len(body) > self._body_bytes_max:
            raise RequestEntityTooLargeException(f"The body is larger than {self._body_bytes_max:,} bytes.")
        path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
        return Request(scope["method"], path, query, texts(scope["headers"]), body)

    async def _read_rest(self, first: bytes, receive: Receive) -> bytes:
        parts, size, more = [first], len(first), True
        while more and size <= self._body_bytes_max:
            message = await _receive(receive)
            more = message.get("more_body", False)
            parts.append(message.get("body", b""))
            size += len(parts[-1])
        return b"".join(parts)


async def _receive(receive: Receive) -> Message:
    """The next part of the body; a request that will never be whole is never performed."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise MalformedHttpRequestException("The connection ended before the request was whole.")
    return message


async def _send(send: Send, response: Response) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
    headers.append((b"content-length", b"%d" % len(response.body)))
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})
