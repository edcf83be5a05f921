"""Descriptors by which SQLite has its files open; must not open any of its own."""

import os
from contextlib import suppress
from pathlib import Path

_ALL = Path("/dev/fd")
_NONE = -1


class Descriptor:
    """A file that SQLite has open in this process.

    POSIX takes all locks of a process off a file as soon as the process closes any descriptor of it. So what SQLite
    has no call for is done through its own descriptor. Where the system does not tell descriptors, nothing is done, and
    nobody relies on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = _NONE

    def sync(self) -> None:
        """Have on disk what was written to the file so far. SQLite does the same again where it must."""
        with suppress(OSError):
            os.fsync(self._found())

    def read(self, size: int, offset: int) -> bytes:
        """Bytes of the file, or none."""
        with suppress(OSError):
            return os.pread(self._found(), size, offset)
        return b""

    def _found(self) -> int:
        file = self._path.stat()
        if not _is_of(file, self._number):
            opened = (int(entry.name) for entry in _ALL.iterdir())
            self._number = next((number for number in opened if _is_of(file, number)), _NONE)
        if self._number == _NONE:
            raise FileNotFoundError(self._path)
        return self._number


def _is_of(file: os.stat_result, number: int) -> bool:
    try:
        return os.path.samestat(os.fstat(number), file)
    except OSError:
        return False
