"""/_callslip/events: changes of attributes as server-sent events, for as long as a reader keeps up."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from callslip.bootstrap import build_feed, build_sight
from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ServiceUnavailableException
from callslip.gateway import Gateway
from callslip.protocol.message import Request
from callslip.server.pages import PREFIX

if TYPE_CHECKING:
    from callslip.delivery.feed import Feed as Changes
    from callslip.delivery.feed import Sees, Update

PATH = f"{PREFIX}events"

_READERS_MAX = 100
_LOOK_S = 0.1
_SILENCE_S = 15.0
_SLOW_S = 10.0
_LASTS_S = 900.0
"""Then a reader is let go and comes back, so that a key which was taken away, or a new policy, counts."""
_QUERY = frozenset({"instanceId", "contactId", "after"})
_HEADERS = [(b"content-type", b"text/event-stream"), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]

_log = logging.getLogger("callslip.feed")

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Feed:
    """Each reader is a place in the history, not a queue: what it has not read yet is read again from the store.

    One look at the store, ten times a second, serves all readers. A reader who does not take what it is sent within
    ten seconds is dropped; it may come back and go on where it was. Where changes that it has not read were deleted,
    or the store never had the one it names, it is told of a gap. No id comes twice.
    """

    def __init__(self, gateway: Gateway) -> None:
        self._authenticate = gateway.guard.authenticate
        self._sight_of = partial(build_sight, gateway)
        self._gateway = gateway
        self._threads = ThreadPoolExecutor(1, "callslip-feed")
        self._readers = 0
        self._stopping = False
        self._looking: asyncio.Task[None] | None = None
        self._last_id = 0
        self._moved = asyncio.Event()

    @cached_property
    def _feed(self) -> "Changes":
        """What is read: loaded for the first reader, since most servers have none."""
        return build_feed(self._gateway)

    async def stream(self, request: Request, receive: Receive, send: Send) -> None:
        """Serve one reader until it leaves or is told to. Raises ServiceError before anything is sent."""
        caller = self._authenticate(request)
        query = _query(request)
        sight = self._sight_of(caller)
        sight.check(query.get("instanceId", "*"), query.get("contactId", "*"))
        if self._stopping or self._readers >= _READERS_MAX:
            raise ServiceUnavailableException(f"The feed has {_READERS_MAX} readers, or the server is stopping.")
        position, asked = await self._start(request.headers.get("last-event-id") or query.get("after"))
        self._readers += 1
        gap = _gap("unknown", asked, position) if asked > position else b""
        serving = self._serve(send, position, query, sight.sees, gap)
        tasks = [asyncio.ensure_future(serving), asyncio.ensure_future(_leaves(receive))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._readers -= 1
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def stop(self) -> None:
        """Let every reader go."""
        self._stopping = True
        self._moved.set()

    def close(self) -> None:
        """Nothing follows."""
        self._threads.shutdown()

    async def _start(self, after: str | None) -> tuple[int, int]:
        """Where a reader begins, behind the change it names or behind all there is; and the change it named."""
        last_id: int = await self._in_thread(self._feed.last_id)
        if after is None:
            return last_id, last_id
        if not (after.isascii() and after.isdecimal() and len(after) <= len(str(2**63))):
            raise InvalidParameterException("Last-Event-ID and after take the id of an event: a whole number.")
        return min(int(after), last_id), int(after)

    async def _serve(self, send: Send, position: int, query: dict[str, str], sees: "Sees", gap: bytes) -> None:
        from callslip.delivery.feed import PAGE

        told_id = 0
        ends_s = asyncio.get_running_loop().time() + _LASTS_S
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await _write(send, b"retry: 1000\nid: %d\n\n" % position + gap)
            while not self._stopping and asyncio.get_running_loop().time() < ends_s:
                page = await self._in_thread(self._feed.page, position, query.get("instanceId", ""), sees)
                if page.deleted_id > max(position, told_id):
                    told_id = page.deleted_id
                    await _write(send, _gap("deleted", position, told_id))
                updates = page.updates
                if updates:
                    position = updates[-1].id
                    await _write(send, _events(updates, query, position))
                if len(updates) < PAGE and not await self._wait(position):
                    await _write(send, b": still here\n\n")
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            _log.warning("a reader of the feed was too slow and is dropped, at change %d", position)
            await _abort(send)
        except Exception:  # noqa: BLE001 - the answer has begun: all that is left is to end it
            _log.exception("a reader of the feed is dropped")
            await _abort(send)

    async def _wait(self, position: int) -> bool:
        """Wait for a change behind `position`; False when there was none for a while."""
        if self._looking is None:
            self._last_id = position
            self._looking = asyncio.get_running_loop().create_task(self._look())
        deadline = asyncio.timeout(_SILENCE_S)
        try:
            async with deadline:
                while self._last_id <= position and not self._stopping:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True

    async def _look(self) -> None:
        """Tell the readers when there is something new, as long as there is a reader."""
        try:
            while self._readers and not self._stopping:
                last_id = await self._in_thread(self._feed.last_id)
                if last_id != self._last_id:
                    self._last_id = last_id
                    self._moved.set()
                    self._moved = asyncio.Event()
                await asyncio.sleep(_LOOK_S)
        finally:
            self._looking = None

    async def _in_thread(self, work: Callable[..., Any], *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)


def _query(request: Request) -> dict[str, str]:
    if request.method != "GET":
        raise InvalidRequestException(f"{request.method} is not for this path; GET follows the changes.")
    query = dict(parse_qsl(request.query, keep_blank_values=True))
    for name in query:
        if name not in _QUERY:
            raise InvalidParameterException(f"{name!a} is not known. Known: {', '.join(sorted(_QUERY))}.")
    return query


def _gap(reason: str, after: int, up_to: int) -> bytes:
    """What a reader may have missed: `deleted` changes behind one, or all behind one that is `unknown` here."""
    position, first = (after, after) if reason == "deleted" else (up_to, after)
    data = b'{"reason":"%b","after":%d,"upTo":%d}' % (reason.encode(), first, up_to)
    return b"id: %d\nevent: gap\ndata: %b\n\n" % (position, data)


def _events(updates: "Sequence[Update]", query: dict[str, str], position: int) -> bytes:
    """The events for a reader; where it asked for none of them, the position alone."""
    instance_id, contact_id = query.get("instanceId"), query.get("contactId")
    told = [
        b"id: %d\nevent: update\ndata: %b\n\n" % (update.id, update.data)
        for update in updates
        if update.data
        and instance_id in (None, update.instance_id)
        and contact_id in (None, update.contact_id, update.initial_contact_id)
    ]
    return b"".join(told) or b"id: %d\n\n" % position


async def _write(send: Send, data: bytes) -> None:
    async with asyncio.timeout(_SLOW_S):
        await send({"type": "http.response.body", "body": data, "more_body": True})


async def _leaves(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _abort(send: Send) -> None:
    """End the connection at once: what waits in its buffer is given up."""
    cycle = getattr(send, "__self__", None)
    with contextlib.suppress(AttributeError):
        cycle.transport.abort()  # type: ignore[union-attr]  # uvicorn's, and it has no public name for it
    await asyncio.sleep(0)
