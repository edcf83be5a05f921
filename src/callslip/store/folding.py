"""Folds a write-ahead log into its file before a commit would have to; must not know the database."""

import threading
from collections.abc import Callable

PAGES = 8_000
"""Pages in the log that nobody has folded yet, 32 MB of ours, when the thread begins."""
_BESIDE_WRITERS = 2
"""Times that the log is folded while writes go on: the second has what was written during the first, much less."""


class Folding:
    """A thread folds the log while writes go on, and then the rest while they wait (decision 0013).

    Only a log that is in the file to its last page is begun anew, and that is also when the file is made to reach the
    disk. Beside a busy writer no thread would ever get there, so the last time it takes the writers' turn; what it
    folded before is on disk by then, so that they wait for little. Where this comes too late or fails, a commit folds
    the log, as if there were no thread.
    """

    def __init__(self, fold: Callable[[], None], sync: Callable[[], None], writers_turn: threading.Lock) -> None:
        """`fold` puts what is in the log now into the file, `sync` has the file on disk; neither disturbs anybody.

        What `sync` raises ends the thread, which says so, before it folds the rest: the log is not begun anew by it.
        """
        self._fold = fold
        self._sync = sync
        self._writers_turn = writers_turn
        self._thread: threading.Thread | None = None
        self._pages_then = 0
        self._is_closed = False

    def committed(self, pages: int) -> None:
        """Told in the writers' turn, after each commit, how many pages the log has; fewer than before: a new log."""
        self._pages_then = min(self._pages_then, pages)
        if pages - self._pages_then < PAGES or self._is_closed:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._pages_then = pages
        thread = threading.Thread(target=self._run, name="callslip-fold", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system has none to give
            return
        self._thread = thread

    def close(self) -> None:
        """Finish what was begun; nothing is begun any more."""
        with self._writers_turn:
            self._is_closed = True
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        for _ in range(_BESIDE_WRITERS):
            self._fold()
            self._sync()
        with self._writers_turn:
            self._fold()
