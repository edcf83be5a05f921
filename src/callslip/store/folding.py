"""Folds a write-ahead log into its file before a commit would have to; must not know the database."""

import threading
from collections.abc import Callable

CHANGES = 1_000
"""Rows written until the log is folded: some 600 pages of ours, where a commit folds 1,000."""


class Folding:
    """A thread folds the log while writes go on, and then the rest while they wait (decision 0013).

    Only a log that is in the file to its last page is begun anew, and that is also when the file is made to reach the
    disk. Beside a busy writer no thread would ever get there, so the second time it takes the writers' turn. Where
    this comes too late or fails, a commit folds the log, as if there were no thread.
    """

    def __init__(self, fold: Callable[[], None], writers_turn: threading.Lock) -> None:
        """`fold` puts what is in the log now into the file, and disturbs nobody."""
        self._fold = fold
        self._writers_turn = writers_turn
        self._thread: threading.Thread | None = None
        self._changes_then = 0
        self._is_closed = False

    def committed(self, changes: int) -> None:
        """Told in the writers' turn, after each commit, how many rows were written so far."""
        if changes - self._changes_then < CHANGES or self._is_closed:
            return
        if self._thread is not None and self._thread.is_alive():
            return
        self._changes_then = changes
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
        self._fold()
        with self._writers_turn:
            self._fold()
