"""A real server in a process of its own, over a store that outlives it: started, killed, started again."""

import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

CALLSLIP = Path(sys.executable).parent / "callslip"
READY_S = 30
STOP_S = 30


class ServerProcess:
    """`callslip serve` on a free port of this machine.

    `log` collects what it says on standard error, through a pipe: a full disk does not silence it.
    """

    def __init__(self, store: str | Path, *options: str) -> None:
        self._process = start(store, *options)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.log: list[str] = []
        self._readers = [
            threading.Thread(target=self._read_url, daemon=True),
            threading.Thread(target=self._read_log, daemon=True),
        ]
        for reader in self._readers:
            reader.start()
        self.url = self._wait_for_url()
        self.port = int(self.url.rpartition(":")[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self.wait()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL, as a power cut for the process."""
        self._process.kill()
        self.wait()

    def stop(self) -> int:
        """SIGTERM; the exit code, once it has ended."""
        self.tell_to_stop()
        return self.wait()

    def tell_to_stop(self) -> None:
        """SIGTERM, without waiting."""
        self._process.send_signal(signal.SIGTERM)

    def memory_bytes(self) -> int:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def open_files(self) -> int:
        """How many descriptors it holds."""
        return len(list(Path(f"/proc/{self.pid}/fd").iterdir()))

    def wait(self) -> int:
        """The exit code, once it has ended."""
        code = self._process.wait(STOP_S)
        for reader in self._readers:
            reader.join(STOP_S)
        self._process.stdout.close()
        self._process.stderr.close()
        return code

    def _wait_for_url(self) -> str:
        try:
            url = self._lines.get(timeout=READY_S).strip()
        except queue.Empty:
            url = ""
        if not url.startswith("http://127.0.0.1:"):
            self.kill()
            raise AssertionError(f"the server did not start: {''.join(self.log)}")
        return url

    def _read_url(self) -> None:
        self._lines.put(self._process.stdout.readline())

    def _read_log(self) -> None:
        self.log.extend(self._process.stderr)


def start(store: str | Path, *options: str) -> subprocess.Popen[str]:
    """The bare process, not yet ready."""
    command = [CALLSLIP, "serve", "--store", str(store), "--port", "0", "--print-url", *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CALLSLIP_")}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=environment
    )


def check(store: str | Path) -> None:
    """Fail unless `callslip check` finds the store sound."""
    command = [CALLSLIP, "check", "--store", str(store)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"callslip check: {done.returncode}\n{done.stdout}{done.stderr}"
