"""Group commit: every write waiting at one moment shares a transaction, and nobody is answered before its commit."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from callslip.domain.errors import ServiceUnavailableException
from callslip.gateway import Gateway
from callslip.perform import Call, UndoneError
from callslip.protocol.message import Response

_TOGETHER_MAX = 128
"""Writes in one transaction: more would save little of the disk's time and keep the event loop from others."""
_QUICK_COMMIT_S = 0.001
"""A commit that takes less may hold the event loop."""


class Batch:
    """Writes of one event loop, in the order they came.

    They are performed on the loop, which spares every statement a change of threads; only the commit, which waits for
    the disk, has a thread of its own, and so has what would keep the loop for long (decisions 0005 and 0010). A write
    that comes alone starts at once; those that come while a commit is on its way wait together for the next. At most
    `waiting_max` wait: more raise ServiceUnavailableException.
    """

    def __init__(self, gateway: Gateway, waiting_max: int) -> None:
        self._gateway = gateway
        self._waiting_max = waiting_max
        self._waiting: list[tuple[Call, asyncio.Future[Response]]] = []
        self._writer = ThreadPoolExecutor(1, "callslip-writer")
        self._draining: asyncio.Task[None] | None = None
        self._closed = False
        self._last_commit_s = _QUICK_COMMIT_S
        self.batches = 0
        self.writes = 0

    @property
    def waiting(self) -> int:
        """Writes accepted and not yet on their way to the disk."""
        return len(self._waiting)

    def complete(self, call: Call) -> asyncio.Future[Response]:
        """The answer, once what it says is on disk. Raises ServiceUnavailableException."""
        if self._closed:
            raise ServiceUnavailableException("The server is stopping. Try again in a second.")
        if len(self._waiting) >= self._waiting_max:
            raise ServiceUnavailableException("Too many writes are waiting for the disk. Try again in a second.")
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[Response] = loop.create_future()
        self._waiting.append((call, answered))
        if self._draining is None:
            self._draining = loop.create_task(self._drain())
        return answered

    async def close(self) -> None:
        """Finish what was accepted."""
        self._closed = True
        if self._draining is not None:
            await self._draining
        self._writer.shutdown()

    async def _drain(self) -> None:
        try:
            while self._waiting:
                taken, self._waiting = self._waiting[:_TOGETHER_MAX], self._waiting[_TOGETHER_MAX:]
                await self._answer(taken)
        finally:
            self._draining = None

    async def _answer(self, taken: list[tuple[Call, asyncio.Future[Response]]]) -> None:
        self.batches += 1
        self.writes += len(taken)
        try:
            responses = await self._perform([call for call, _ in taken])
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            for _, answered in taken:
                if not answered.done():
                    answered.set_exception(error)
            return
        for (_, answered), response in zip(taken, responses, strict=True):
            if not answered.done():
                answered.set_result(response)

    async def _perform(self, calls: list[Call]) -> list[Response]:
        loop = asyncio.get_running_loop()
        if all(call.served.access == "write" for call in calls):
            try:
                responses, commit = self._gateway.begin(calls)
                await self._commit(commit, alone=len(calls) == 1)
            except UndoneError:
                pass  # once more, in the thread, where each can be tried alone
            else:
                return responses
        return await loop.run_in_executor(self._writer, self._gateway.complete, calls)

    async def _commit(self, commit: Callable[[], None], *, alone: bool) -> None:
        """In the thread; but a write that is alone is committed here while the disk is quick, which spares the way."""
        started_s = time.perf_counter()
        if alone and self._last_commit_s < _QUICK_COMMIT_S:
            commit()
        else:
            await asyncio.get_running_loop().run_in_executor(self._writer, commit)
        self._last_commit_s = time.perf_counter() - started_s
