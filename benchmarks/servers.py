"""The processes that are measured: started, waited for, weighed and stopped."""

import http.client
import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

_START_TIMEOUT_S = 60
_STOP_TIMEOUT_S = 30
_POLL_S = 0.002


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(url: str, request: bytes) -> tuple[int, bytes]:
    """Send one whole request: the status and the body of its answer. Raises OSError."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=_START_TIMEOUT_S) as connection:
        connection.sendall(request)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return response.status, response.read()


class Server:
    """One process on the loopback address, answering when it has been made."""

    store: Path
    """Its database, where it has one."""

    def __init__(
        self, command: list[str | Path], port: int, probe: bytes, log: Path, environment: Mapping[str, str]
    ) -> None:
        """`probe` is a request; `first_answer_s` says how long after the start it was answered, whatever the answer."""
        self.url = f"http://127.0.0.1:{port}"
        started_s = time.perf_counter()
        with log.open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out, stderr=out, env=dict(environment))
        while not _answers(self.url, probe):
            if self._process.poll() is not None or time.perf_counter() - started_s > _START_TIMEOUT_S:
                self.kill()
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(_POLL_S)
        self.first_answer_s = time.perf_counter() - started_s

    def resident_mb(self) -> float:
        """Memory that the process holds, in units of a million bytes."""
        for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / 1e6
        return 0.0

    def processor_s(self) -> float:
        """Processor time that the process has used so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Ask it to stop, and wait."""
        self._process.terminate()
        try:
            self._process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """Stop it at once: it saves nothing more."""
        self._process.kill()
        self._process.wait()


def _answers(url: str, probe: bytes) -> bool:
    try:
        return bool(ask(url, probe))
    except (OSError, http.client.HTTPException):
        return False
