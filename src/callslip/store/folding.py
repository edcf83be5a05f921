"""When a write-ahead log is folded into its file; must not know the database."""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager

CHANGES = 1_000
"""Rows written until the log is folded: some 600 pages of ours."""
LOG_BYTES = 4 * 1024 * 1024
"""The log is also folded when its file has grown by so much, for rows may be large."""
PASSES_MAX = 8


class Folding:
    """The log is folded in a thread, while writes go on, until little is left; they wait only for the rest (0013).

    Only a log that is in the file to its last page is begun anew, and that is also when the file is made to reach the
    disk. Beside a busy writer no thread would ever get there, so the last time it takes the writers' turn.
    """

    def __init__(
        self,
        fold: Callable[[], None],
        writers_turn: AbstractContextManager[object],
        log_bytes: Callable[[], int],
        threads: Callable[[], Executor] = lambda: ThreadPoolExecutor(1, "callslip-fold"),
    ) -> None:
        """`fold` puts what is in the log now into the file and disturbs nobody; `log_bytes` is the size of its file."""
        self._fold = fold
        self._writers_turn = writers_turn
        self._log_bytes = log_bytes
        self._make_threads = threads
        self._threads: Executor | None = None
        self._is_busy = False
        self._changes = 0
        self._changes_then = 0
        self._bytes_then = 0

    def is_refused(self, changes: int) -> bool:
        """Told after each commit how many rows were written so far: begin in time; whether no thread can be had."""
        self._changes = changes
        if self._is_busy or (changes - self._changes_then < CHANGES and not self._has_grown()):
            return False
        self._changes_then = changes
        self._is_busy = True
        try:
            if self._threads is None:
                self._threads = self._make_threads()
            self._threads.submit(self._run)
        except RuntimeError:
            self._is_busy = False
            return True
        return False

    def close(self) -> None:
        """Finish what was begun."""
        if self._threads is not None:
            self._threads.shutdown()

    def _has_grown(self) -> bool:
        size = self._log_bytes()
        self._bytes_then = min(self._bytes_then, size)
        if size - self._bytes_then < LOG_BYTES:
            return False
        self._bytes_then = size
        return True

    def _run(self) -> None:
        try:
            for _ in range(PASSES_MAX):  # a disk may be slower than those who write
                then = self._changes
                self._fold()
                if self._changes - then < CHANGES:
                    break
            with self._writers_turn:
                self._fold()
        finally:
            self._changes_then = self._changes
            self._is_busy = False
