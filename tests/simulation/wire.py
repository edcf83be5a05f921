"""HTTP by hand over a plain socket, so that nothing between a test and the server tidies what is sent."""

import json
import socket
from dataclasses import dataclass
from typing import Any, Self

TIMEOUT_S = 10.0
"""Longer than any answer may take on a busy machine; what takes longer hangs."""


class Closed(Exception):
    """The server ended the connection before a whole answer."""

    def __init__(self, received: bytes) -> None:
        super().__init__(f"the connection ended after {len(received)} bytes: {received[:200]!r}")
        self.received = received


@dataclass(frozen=True)
class Answer:
    """One response; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, decoded."""
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """The code of an error."""
        return self.headers.get("x-amzn-errortype")

    @property
    def ends_connection(self) -> bool:
        """Whether the server said that it closes."""
        return "close" in self.headers.get("connection", "")


class Wire:
    """One connection. Raises TimeoutError for what takes too long, Closed for an end in the middle."""

    def __init__(self, port: int, timeout_s: float = TIMEOUT_S) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=timeout_s)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection from this side."""
        self._socket.close()

    def fileno(self) -> int:
        """For a selector."""
        return self._socket.fileno()

    def send(self, data: bytes) -> None:
        """Bytes as they are; what the server no longer wants to read is dropped."""
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return

    def half_close(self) -> None:
        """Say that nothing follows, and go on reading."""
        try:
            self._socket.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def ask(self, data: bytes, *, is_head: bool = False) -> Answer:
        """Send a request and read its answer."""
        self.send(data)
        return self.answer(is_head=is_head)

    def answer(self, *, is_head: bool = False) -> Answer:
        """The next response, interim ones left out."""
        while True:
            head, self._buffer = self._until(b"\r\n\r\n")
            status_line, *lines = head.decode("latin-1").split("\r\n")
            status = int(status_line.split(" ")[1])
            if status != 100:
                break
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = 0 if is_head else int(headers["content-length"])
        while len(self._buffer) < length:
            self._read()
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        return Answer(status, headers, body)

    def rest(self) -> bytes:
        """Everything up to the end of the connection."""
        while True:
            try:
                self._read()
            except Closed as closed:
                return closed.received

    def _until(self, mark: bytes) -> tuple[bytes, bytes]:
        while mark not in self._buffer:
            self._read()
        before, _, after = self._buffer.partition(mark)
        return before, after

    def _read(self) -> None:
        try:
            data = self._socket.recv(65_536)
        except ConnectionResetError:
            data = b""
        if not data:
            raise Closed(self._buffer)
        self._buffer += data


def request(method: str, target: str, body: bytes = b"", *headers: str) -> bytes:
    """A well-formed request: `headers` are whole lines that come after the usual ones."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", *headers]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
