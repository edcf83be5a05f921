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
_SLOW_S = 0.05
"""A commit that took longer is not tried on the loop again soon."""
_SLOW_MAX = 7

Answer = Callable[[Response], None]
_Taken = Sequence[tuple[Call, Answer]]


def stopping() -> ServiceUnavailableException:
    """What is said of a request that comes too late."""
    return ServiceUnavailableException("The server is stopping. Try again in a second.")


class Batch:
    """Writes of one event loop, in the order they came.

    They are performed on the loop, which spares every statement a change of threads, and committed there while the
    disk is quick. When two commits in a row held the loop for too long, the next ones have a thread: two, and twice as
    many each time that this goes on, up to 64; one alone happens on any disk. What would keep the loop for long is
    performed in the thread anyway (decisions 0005, 0011 and 0012). A write that comes alone starts at once; those that
    come while the thread is busy wait together for the next transaction, and transactions
    let the loop go between them. At most `waiting_max` wait: more raise ServiceUnavailableException.
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
        self._writer.submit(int)  # the thread is there from now on: later the system may refuse one
        self._is_busy = False
        self._is_due = False
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
            raise stopping()
        if len(self._waiting) >= self._waiting_max:
            raise ServiceUnavailableException("Too many writes are waiting for the disk. Try again in a second.")
        self._waiting.append((call, answer))

    def start(self) -> None:
        """Begin what waits, unless a commit is on its way: then it is begun after that."""
        if not self._is_busy and not self._is_due:
            self._next()

    async def close(self) -> None:
        """Finish what was begun; what was not is answered that the server stops."""
        self._closed = True
        dropped, self._waiting = self._waiting, []
        if dropped:
            self._give(dropped, self._explained(dropped, stopping()))
        if self._is_busy:
            self._idle = asyncio.get_running_loop().create_future()
            await self._idle
        self._writer.shutdown()

    def _next(self) -> None:
        """One transaction; the one after it a turn of the loop later, for others want the loop too."""
        self._is_due = False
        if not self._waiting or self._is_busy:
            return
        taken, self._waiting = self._waiting[:_TOGETHER_MAX], self._waiting[_TOGETHER_MAX:]
        self.batches += 1
        self.writes += len(taken)
        self._begin(taken)
        if self._waiting and not self._is_busy:
            self._is_due = True
            asyncio.get_running_loop().call_soon(self._next)

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
        """Here, which spares the way to the thread and back; not the next time, if it took too long again."""
        started_s = self._now_s()
        commit()
        taken_s = self._now_s() - started_s
        if taken_s <= held_s:
            self._slow_in_a_row = 0
        else:
            self._slow_in_a_row = _SLOW_MAX if taken_s > _SLOW_S else min(self._slow_in_a_row + 1, _SLOW_MAX)
            self._apart = 2 ** (self._slow_in_a_row - 1) if self._slow_in_a_row > 1 else 0

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
