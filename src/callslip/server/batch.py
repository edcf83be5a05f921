"""Group commit: every write waiting at one moment shares a transaction, and nobody is answered before its commit."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from callslip.domain.errors import ServiceUnavailableException
from callslip.perform import Call, Performer, UndoneError
from callslip.protocol.message import Response

_TOGETHER_MAX = 128
"""Writes in one transaction: more would save little of the disk's time and keep the event loop from others."""
_HELD_S = 0.001
"""How long a commit may hold the event loop, and longer only where performing its writes held it as long."""
_APART_MAX = 64

Answer = Callable[[Response], None]
_Taken = Sequence[tuple[Call, Answer]]


class Batch:
    """Writes of one event loop, in the order they came.

    They are performed on the loop, which spares every statement a change of threads, and committed there while the
    disk is quick. When a commit held the loop for too long, the next ones have a thread, and more of them each time
    that this happens in a row. What would keep the loop for long is performed in the thread anyway (decisions 0005
    and 0011). A write that comes alone starts at once; those that come while the thread is busy wait together for the
    next transaction. At most `waiting_max` wait: more raise ServiceUnavailableException.
    """

    def __init__(
        self,
        performer: Performer,
        waiting_max: int,
        settle: Callable[[], None],
        now_s: Callable[[], float] = time.perf_counter,
    ) -> None:
        """`settle` is called when the writes of a transaction have been answered; `now_s` measures commits."""
        self._performer = performer
        self._waiting_max = waiting_max
        self._settle = settle
        self._now_s = now_s
        self._waiting: list[tuple[Call, Answer]] = []
        self._writer = ThreadPoolExecutor(1, "callslip-writer")
        self._is_busy = False
        self._idle: asyncio.Future[None] | None = None
        self._closed = False
        self._slow_in_a_row = 0
        self._apart = 0
        self.batches = 0
        self.writes = 0

    @property
    def waiting(self) -> int:
        """Writes accepted and not yet on their way to the disk."""
        return len(self._waiting)

    def add(self, call: Call, answer: Answer) -> None:
        """Take a write, which `start` begins; `answer` is called once what it says is on disk.

        Raises ServiceUnavailableException.
        """
        if self._closed:
            raise ServiceUnavailableException("The server is stopping. Try again in a second.")
        if len(self._waiting) >= self._waiting_max:
            raise ServiceUnavailableException("Too many writes are waiting for the disk. Try again in a second.")
        self._waiting.append((call, answer))

    def start(self) -> None:
        """Begin what waits, unless a commit is on its way: then it is begun after that."""
        while self._waiting and not self._is_busy:
            taken, self._waiting = self._waiting[:_TOGETHER_MAX], self._waiting[_TOGETHER_MAX:]
            self.batches += 1
            self.writes += len(taken)
            self._begin(taken)

    async def close(self) -> None:
        """Finish what was accepted."""
        self._closed = True
        self.start()
        if self._is_busy:
            self._idle = asyncio.get_running_loop().create_future()
            await self._idle
        self._writer.shutdown()

    def _begin(self, taken: _Taken) -> None:
        calls = [call for call, _ in taken]
        if any(call.served.access != "write" for call in calls):
            self._in_thread(lambda: self._performer.complete(calls), taken)
            return
        try:
            started_s = self._now_s()
            responses, commit = self._performer.begin(calls)
            if self._apart:
                self._apart -= 1
                self._in_thread(lambda: _committed(commit, responses), taken)
            else:
                self._commit(commit, max(_HELD_S, self._now_s() - started_s))
                self._give(taken, responses)
        except UndoneError:  # once more, in the thread, where each can be tried alone
            self._in_thread(lambda: self._performer.complete(calls), taken)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it
            self._give(taken, self._explained(taken, error))

    def _commit(self, commit: Callable[[], None], held_s: float) -> None:
        """Here, which spares the way to the thread and back; if it took longer than it may, not the next time."""
        started_s = self._now_s()
        commit()
        if self._now_s() - started_s <= held_s:
            self._slow_in_a_row = 0
        else:
            self._slow_in_a_row += 1
            self._apart = min(2**self._slow_in_a_row, _APART_MAX)

    def _in_thread(self, work: Callable[[], list[Response]], taken: _Taken) -> None:
        def done(ended: asyncio.Future[list[Response]]) -> None:
            self._is_busy = False
            try:
                self._give(taken, ended.result())
            except UndoneError:
                self._in_thread(lambda: self._performer.complete([call for call, _ in taken]), taken)
            except Exception as error:  # noqa: BLE001 - as above
                self._give(taken, self._explained(taken, error))
            self.start()
            if self._idle is not None and not self._is_busy:
                self._idle.set_result(None)

        self._is_busy = True
        asyncio.get_running_loop().run_in_executor(self._writer, work).add_done_callback(done)

    def _give(self, taken: _Taken, responses: Sequence[Response]) -> None:
        for (_, answer), response in zip(taken, responses, strict=True):
            answer(response)
        self._settle()

    def _explained(self, taken: _Taken, error: Exception) -> Sequence[Response]:
        return [self._performer.explain(error, call.request_id) for call, _ in taken]


def _committed(commit: Callable[[], None], responses: list[Response]) -> list[Response]:
    commit()
    return responses
