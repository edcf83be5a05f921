"""Group commit: every write waiting at one moment shares a transaction, and nobody is answered before its commit."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from callslip.domain.errors import ServiceUnavailableException
from callslip.gateway import Call, Gateway
from callslip.protocol.message import Response


class Batch:
    """Writes of one event loop, performed in order by one thread.

    A write that comes alone starts at once; those that come while a batch is on its way to the disk wait together
    for the next. At most `waiting_max` wait: more raise ServiceUnavailableException.
    """

    def __init__(self, gateway: Gateway, waiting_max: int) -> None:
        self._gateway = gateway
        self._waiting_max = waiting_max
        self._waiting: list[tuple[Call, asyncio.Future[Response]]] = []
        self._writer = ThreadPoolExecutor(1, "callslip-writer")
        self._draining: asyncio.Task[None] | None = None
        self.batches = 0
        self.writes = 0

    @property
    def waiting(self) -> int:
        """Writes accepted and not yet on their way to the disk."""
        return len(self._waiting)

    async def complete(self, call: Call) -> Response:
        """The answer, once what it says is on disk."""
        if len(self._waiting) >= self._waiting_max:
            raise ServiceUnavailableException("Too many writes are waiting for the disk. Try again in a second.")
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Response] = loop.create_future()
        self._waiting.append((call, answered))
        if self._draining is None:
            self._draining = loop.create_task(self._drain())
        return await answered

    async def close(self) -> None:
        """Finish what was accepted."""
        if self._draining is not None:
            await self._draining
        self._writer.shutdown()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting, []
                await self._perform(taken)
        finally:
            self._draining = None

    async def _perform(self, taken: list[tuple[Call, asyncio.Future[Response]]]) -> None:
        self.batches += 1
        self.writes += len(taken)
        loop = asyncio.get_running_loop()
        try:
            responses = await loop.run_in_executor(self._writer, self._gateway.complete, [call for call, _ in taken])
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            for _, answered in taken:
                if not answered.done():
                    answered.set_exception(error)
            return
        for (_, answered), response in zip(taken, responses, strict=True):
            if not answered.done():
                answered.set_result(response)
