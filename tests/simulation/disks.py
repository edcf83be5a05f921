"""Two real ways to leave a running server without room: a small file system of its own, and a limit on file sizes."""

import errno
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from simulation.server_process import ServerProcess

SIZE = "64m"
_CAP_SYS_ADMIN = 1 << 21


class Disk(Protocol):
    """Where a store is put."""

    folder: Path

    def fill(self, server: ServerProcess, /) -> None:
        """From now on nothing more can be written."""
        ...

    def free(self, server: ServerProcess, /) -> None:
        """There is room again."""
        ...


class Tmpfs:
    """A tmpfs larger than what the load writes, filled by a file beside the store: SQLite says `disk is full`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, _server: ServerProcess, /) -> None:
        """Write until there is no room for a single byte."""
        with self._ballast.open("wb", buffering=0) as ballast:
            for size in (65_536, 1):
                _write_until_full(ballast.write, b"\0" * size)

    def free(self, _server: ServerProcess, /) -> None:
        """Delete the file."""
        self._ballast.unlink()


class SizeLimit:
    """A limit of 0 bytes on the files of the server's process, needing no rights: SQLite says `disk I/O error`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, server: ServerProcess, /) -> None:
        """Set the limit."""
        _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, most))

    def free(self, server: ServerProcess, /) -> None:
        """Lift it."""
        if server.is_running:
            _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def tmpfs(folder: Path) -> Iterator[Disk]:
    """Mount one at `folder` for a while."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "callslip", folder], check=True)
    try:
        yield Tmpfs(folder)
    finally:
        subprocess.run(["umount", folder], check=True)


@contextmanager
def size_limit(folder: Path) -> Iterator[Disk]:
    """The folder as it is; the limit belongs to the server's process."""
    yield SizeLimit(folder)


def ways() -> dict[str, Callable[[Path], AbstractContextManager[Disk]]]:
    """The ways that this process has the rights for: mounting needs root, the limit needs nothing."""
    status = Path("/proc/self/status").read_text().splitlines()
    effective = next(int(line.split()[1], 16) for line in status if line.startswith("CapEff:"))
    found: dict[str, Callable[[Path], AbstractContextManager[Disk]]] = {"size limit": size_limit}
    return {"tmpfs": tmpfs, **found} if effective & _CAP_SYS_ADMIN else found


def _write_until_full(write: Callable[[bytes], int], data: bytes) -> None:
    while True:
        try:
            write(data)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                return
            raise
