"""A file of one JSON object a line: appended to, on disk before it counts as delivered, never rotated by us."""

import fcntl
import os
from collections.abc import Sequence
from pathlib import Path

from callslip.delivery.message import BOTH, DeliveryError, DestinationError, Kind, Message

_TAIL_BYTES = 65_536


class JsonlFile:
    """Messages as lines. Who moves the file away finds the next lines in a new one.

    A line that a crash cut short is removed before the next is written: it was never delivered, and comes again.
    """

    takes: frozenset[Kind] = BOTH

    def __init__(self, path: str) -> None:
        """Raises DestinationError where the folder is not there."""
        self._path = Path(path).expanduser().absolute()
        if not self._path.parent.is_dir():
            raise DestinationError(f"there is no folder {self._path.parent}")
        self.name = f"file:{self._path}"

    def deliver(self, messages: Sequence[Message]) -> None:
        """Append and wait for the disk."""
        try:
            is_new = not self._path.exists()
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                _cut_torn_line(descriptor)
                _write(descriptor, b"".join(message.line() + b"\n" for message in messages))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if is_new:
                _sync_folder(self._path.parent)
        except OSError as error:
            raise DeliveryError(f"cannot write the file: {error.strerror}") from error


def _cut_torn_line(descriptor: int) -> None:
    end = os.fstat(descriptor).st_size
    kept = end
    while kept:
        start = max(0, kept - _TAIL_BYTES)
        found = os.pread(descriptor, kept - start, start).rfind(b"\n")
        kept = start + found + 1 if found >= 0 else start
        if found >= 0:
            break
    if kept != end:
        os.ftruncate(descriptor, kept)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
