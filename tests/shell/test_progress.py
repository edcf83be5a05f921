import io
import threading

import pytest

from callslip.shell import progress
from callslip.shell.progress import Progress, bar


class Screen(io.StringIO):
    def __init__(self, *, is_terminal):
        super().__init__()
        self._is_terminal = is_terminal
        self.painted = threading.Event()

    def isatty(self):
        return self._is_terminal

    def write(self, text):
        if "37 done" in text:
            self.painted.set()
        return super().write(text)


@pytest.fixture
def screen(monkeypatch):
    """Takes the place of stderr; the first line comes at once."""

    def make(*, is_terminal):
        made = Screen(is_terminal=is_terminal)
        monkeypatch.setattr("sys.stderr", made)
        monkeypatch.setattr(progress, "_EACH_S", 0.001)
        return made

    monkeypatch.setattr(progress, "_FIRST_S", 0)
    return make


def test_a_line_on_a_terminal_that_goes_away(screen):
    shown = screen(is_terminal=True)
    with Progress("sweeping") as told:
        told.tell("37 done")
        assert shown.painted.wait(10)

    assert shown.getvalue().startswith("\r\x1b[Ksweeping ")
    assert shown.getvalue().endswith("\r\x1b[K")


def test_nothing_in_a_pipe(screen):
    shown = screen(is_terminal=False)
    with Progress("sweeping", lambda: "37 done"):
        assert not shown.painted.wait(0.05)

    assert shown.getvalue() == ""


def test_short_work_shows_nothing(screen, monkeypatch):
    monkeypatch.setattr(progress, "_FIRST_S", 60)
    shown = screen(is_terminal=True)
    with Progress("sweeping"):
        pass

    assert shown.getvalue() == ""


@pytest.mark.parametrize(
    ("done", "total", "text"),
    [
        (0, 10, "[                              ]   0%"),
        (5, 10, "[###############               ]  50%"),
        (20, 10, "[##############################] 100%"),
        (5, 0, ""),
    ],
)
def test_bars(done, total, text):
    assert bar(done, total) == text
