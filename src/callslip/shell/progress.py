"""How far long work is: a line on a terminal, twice a second from its first second on; nothing in a pipe or a log."""

import sys
import threading
from collections.abc import Callable
from typing import Self

_FIRST_S = 1.0
_EACH_S = 0.5
_BAR = 30
_WHEEL = "|/-\\"
_CLEAR = "\r\x1b[K"


class Progress:
    """Use it in a `with` block around the work, and tell it how far that is."""

    def __init__(self, what: str, ask: Callable[[], str] | None = None) -> None:
        """`what` is done, in a word or two. `ask`, where there is one, says how far it is."""
        self._what = what
        self._told = ""
        self._ask = ask or (lambda: self._told)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def tell(self, text: str) -> None:
        """How far the work is, in words; cheap enough for every step."""
        self._told = text

    def __enter__(self) -> Self:
        """Itself; the line appears if the work lasts."""
        if sys.stderr.isatty():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the line away."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _show(self) -> None:
        if self._over.wait(_FIRST_S):
            return
        halves = 0
        while not self._over.wait(_EACH_S if halves else 0):
            halves += 1
            sys.stderr.write(f"{_CLEAR}{self._what} {_WHEEL[halves % len(_WHEEL)]} {self._ask()}")
            sys.stderr.flush()
        sys.stderr.write(_CLEAR)
        sys.stderr.flush()


def bar(done: int, total: int) -> str:
    """A bar with its percentage; an empty text where the total is not known."""
    if total <= 0:
        return ""
    share = min(done / total, 1.0)
    return f"[{'#' * int(share * _BAR):<{_BAR}}] {share:4.0%}"
