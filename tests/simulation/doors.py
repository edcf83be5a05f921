"""Two ways into a whole server for many clients at once: sockets to a process with a file, and a memory in here."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from callslip.bootstrap import build
from callslip.server.asgi import Application
from callslip.settings import Settings
from callslip.store.history import History
from simulation.inspection import Chain, Inspector, Row
from simulation.server_process import ServerProcess, check
from simulation.wire import Answer, Wire

_PAGE = 10_000
TIMEOUT_S = 20.0


class Line(Protocol):
    """One client's way in, for one thread."""

    def ask(self, data: bytes) -> Answer:
        """Send a request, as bytes; its answer."""
        ...

    def close(self) -> None:
        """Nothing follows."""
        ...


class Door(Protocol):
    """A server."""

    def open_line(self) -> Line:
        """A line for one more client."""
        ...

    def chains(self) -> Mapping[str, Chain]:
        """What is kept, by the first contact of each chain."""
        ...


class SocketDoor:
    """A real server in a process of its own, over a file."""

    def __init__(self, server: ServerProcess, store: Path) -> None:
        self._server = server
        self._store = store

    def open_line(self) -> Line:
        """A connection."""
        return Wire(self._server.port, TIMEOUT_S)

    def chains(self) -> Mapping[str, Chain]:
        """From the file, sound or not at all."""
        check(self._store)
        with Inspector(self._store) as inspector:
            return inspector.chains()


class MemoryDoor:
    """The server's application over a store in memory, with its own event loop in a thread: all but the sockets."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        settings = Settings(store="sqlite::memory:")
        self._loop = loop
        self._gateway = build(settings)
        self.application = Application(self._gateway, settings)

    def open_line(self) -> Line:
        """A line into the application."""
        return _ApplicationLine(self._loop, self.application)

    def chains(self) -> Mapping[str, Chain]:
        """Through the store's own queries."""
        found = {}
        with self._gateway.backend.transaction(read_only=True) as transaction:
            rows = transaction.all("attributes_page", {"instance_id": "", "initial_contact_id": "", "limit": _PAGE})
            for row in rows:
                history = History(transaction).latest(row["last_change_id"], row["change_count"] + 1)
                assert len(history) == row["change_count"]
                kept = [Row(each.contact_id, each.name, each.old, each.new, each.caller) for each in history]
                found[row["initial_contact_id"]] = Chain(Answer(200, {}, row["document"].encode()).json(), kept)
        return found


class _ApplicationLine:
    """Requests as bytes, handed to the application as an HTTP server would."""

    def __init__(self, loop: asyncio.AbstractEventLoop, application: Application) -> None:
        self._loop = loop
        self._application = application

    def ask(self, data: bytes) -> Answer:
        """See Line."""
        return asyncio.run_coroutine_threadsafe(self._ask(data), self._loop).result(TIMEOUT_S)

    def close(self) -> None:
        """See Line."""

    async def _ask(self, data: bytes) -> Answer:
        head, _, body = data.partition(b"\r\n\r\n")
        request_line, *lines = head.split(b"\r\n")
        method, target, _ = request_line.split(b" ")
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
        scope = {"method": method.decode(), "raw_path": target, "query_string": b"", "headers": headers}
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body}

        async def send(message: Any) -> None:
            sent.append(message)

        await self._application(scope, receive, send)
        begin, content = sent
        names = {name.decode().lower(): value.decode() for name, value in begin["headers"]}
        return Answer(begin["status"], names, content["body"])


@contextmanager
def file_door(folder: Path) -> Iterator[Door]:
    """A server over a file in the folder."""
    store = folder / "many.db"
    with ServerProcess(store) as server:
        yield SocketDoor(server, store)


@contextmanager
def memory_door(_folder: Path) -> Iterator[Door]:
    """A server in memory."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        door = MemoryDoor(loop)
        yield door
        asyncio.run_coroutine_threadsafe(door.application.close(), loop).result(TIMEOUT_S)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(TIMEOUT_S)
        loop.close()


DOORS = {"file": file_door, "memory": memory_door}
