"""Where contacts are written before they are deleted: files of JSON lines, on disk before the deletion commits."""

import fcntl
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from callslip.store.backend import StoreError

_encode = msgspec.json.Encoder().encode
_TAIL = 65_536


def append(folder: str, name: str, lines: Iterable[Any]) -> None:
    """Add a line for each to the file `name` in `folder`; they are on disk when this returns. Raises StoreError.

    A line that a crash cut short is taken away first, so that every line is whole. Only the owner may read the file.
    """
    try:
        Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        path = Path(folder) / name
        is_new = not path.exists()
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(_whole_bytes(file.fileno()))
            file.truncate()
            file.writelines(_encode(line) + b"\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _sync_folder(folder)
    except OSError as error:
        raise StoreError(f"Cannot write the archive {folder}: {error.strerror}. Nothing was deleted.") from error


def _whole_bytes(descriptor: int) -> int:
    """How many bytes of the file are whole lines."""
    end = os.fstat(descriptor).st_size
    while end:
        start = max(0, end - _TAIL)
        last = os.pread(descriptor, end - start, start).rfind(b"\n")
        if last >= 0:
            return start + last + 1
        end = start
    return 0


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
