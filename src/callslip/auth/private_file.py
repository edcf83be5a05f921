"""A file that holds secrets: read only while it is private, written whole or not at all."""

import os
import shlex
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OTHERS = 0o077
PRIVATE = 0o600


class CredentialFileError(OSError):
    """The credential file cannot be used; the text names it and the command that mends it."""


def read_stamp(path: Path) -> tuple[int, ...]:
    """What changes when the file does, its owner and mode included.

    Raises FileNotFoundError, or CredentialFileError where its folder cannot be searched.
    """
    try:
        return _stamp(path.stat())
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(path, error) from error


def read_private(path: Path) -> tuple[tuple[int, ...], bytes]:
    """The file's stamp and content, both of the same file even while another takes its place.

    Raises FileNotFoundError, or CredentialFileError where it is not a plain file, not ours or open to others.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        status = os.fstat(descriptor)
        _check_private(path, status)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return _stamp(status), file.read()
    finally:
        os.close(descriptor)


def write_private(path: Path, content: bytes) -> None:
    """Put `content` in the place of the file, readable by its owner alone, on disk when this returns.

    The caller holds the lock. Raises OSError where the folder cannot be written.
    """
    target = path.resolve()
    fresh = target.with_name(f"{target.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock beside the file; waits while another process or thread has it. Makes the folder where it lacks."""
    import fcntl  # not on every system that can run the rest

    target = path.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target.with_name(f"{target.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_size,
        status.st_ino,
        status.st_dev,
        status.st_mode,
        status.st_uid,
    )


def _check_private(path: Path, status: os.stat_result) -> None:
    name = shlex.quote(str(path))
    user = os.geteuid()
    if not stat.S_ISREG(status.st_mode):
        raise CredentialFileError(f"{path} is not a plain file. Name another with --file, or: mv {name} {name}.old")
    if status.st_uid not in {user, 0}:
        raise CredentialFileError(
            f"{path} belongs to user {status.st_uid}, not to user {user} who reads it. "
            f"Run this as its owner, or: chown {user} {name}"
        )
    if status.st_mode & OTHERS:
        raise CredentialFileError(f"{path} holds secrets and is open to other users. Close it: chmod 600 {name}")


def _unreadable(path: Path, error: OSError) -> CredentialFileError:
    name = shlex.quote(str(path))
    return CredentialFileError(f"{path} cannot be read ({error.strerror}). Mend it: chown {os.geteuid()} {name}")
