"""Starts and stops a real `callslip serve` in a process of its own."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from callslip.bootstrap import build_mock
from callslip.clock import SystemIds
from callslip.protocol.message import Request
from callslip.settings import Settings
from foreign_client import FLOW, INSTANCE, ROOT, Key

CALLSLIP = Path(sys.executable).parent / "callslip"
READY_S = 60
STOP_S = 30


@contextmanager
def serve(log: Path, *options: str | Path) -> Iterator[str]:
    """Serve on a free port; gives the URL. `log` takes what the server says on stderr."""
    command = [CALLSLIP, "serve", "--port", "0", "--print-url", *options]
    with log.open("w") as stderr, _start(command, stderr.fileno()) as process:
        try:
            yield _first_line(process, log)
        finally:
            process.terminate()
            _end(process)


class _OneId(SystemIds):
    """Gives every new thing the same id."""

    def __init__(self, one: str) -> None:
        super().__init__()
        self._one = one

    def new_id(self) -> str:
        return self._one


def make_contact(store: Path, contact: str) -> None:
    """A contact whose id we choose, in a new store: no operation takes an id from the caller."""
    members = {"InstanceId": INSTANCE, "ContactFlowId": FLOW, "Name": "documented"}
    request = Request("PUT", "/contact/task", "", {"content-type": "application/json"}, json.dumps(members).encode())
    gateway = build_mock(Settings(store=str(store)), ids=_OneId(contact))
    try:
        response = gateway.handle(request)
    finally:
        gateway.backend.close()
    assert json.loads(response.body) == {"ContactId": contact}, response.body


def create_key(file: Path) -> Key:
    """A new key in a new credentials file, made with the project's own command."""
    command = [CALLSLIP, "credentials", "create", "--file", file, "--name", "clients", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=READY_S, check=False, env=_settings())
    assert done.returncode == 0, done.stderr
    key = json.loads(done.stdout)
    return Key(key["access_key_id"], key["secret_access_key"])


def _settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CALLSLIP_")}


def _start(command: list[str | Path], stderr: int) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=_settings(), cwd=ROOT)


def _first_line(process: subprocess.Popen[str], log: Path) -> str:
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    assert process.stdout is not None
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()
    try:
        url = lines.get(timeout=READY_S).strip()
    except queue.Empty:
        url = ""
    assert url.startswith("http://127.0.0.1:"), f"no URL within {READY_S} s but {url!r}: {log.read_text()}"
    return url


def _end(process: subprocess.Popen[str]) -> None:
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
