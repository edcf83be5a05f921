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
        """Have on disk what was written to the file so far.

        Raises OSError where the disk fails: the system tells that once, so nobody else may hear of it.
        """
        if (number := self._found()) != _NONE:
            os.fsync(number)

    def read(self, size: int, offset: int) -> bytes:
        """Bytes of the file, or none."""
        with suppress(OSError):
            if (number := self._found()) != _NONE:
                return os.pread(number, size, offset)
        return b""

    def _found(self) -> int:
        with suppress(OSError):
            file = self._path.stat()
            if not _is_of(file, self._number):
                opened = (int(entry.name) for entry in _ALL.iterdir())
                self._number = next((number for number in opened if _is_of(file, number)), _NONE)
            return self._number
        return _NONE


def _is_of(file: os.stat_result, number: int) -> bool:
    try:
        return os.path.samestat(os.fstat(number), file)
    except OSError:
        return False
