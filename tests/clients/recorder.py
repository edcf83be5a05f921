"""A server that remembers each request and answers by its path, the same for everyone who asks."""

import json
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_ATTRIBUTES = {"Attributes": {"greetingPlayed": "false", "b": "Zoë", "a": ""}}
_SPECIAL = {
    "no-attributes": {"Attributes": {}},
    "nothing": {},
    "more": {"Attributes": {"a": "b"}, "Unheard": {"of": 1}},
}
_CONTACT = {
    "Contact": {
        "Id": "c",
        "Channel": "CHAT",
        "InitiationTimestamp": 1700000000,
        "QueuePriority": 5,
        "AgentInfo": {"Id": "a1"},
        "Tags": {"k": "v"},
        "SegmentAttributes": {"one": {"ValueString": "x"}, "two": {"ValueInteger": 5}},
        "DisconnectDetails": {},
    }
}
_FIRST = {
    "InstanceSummaryList": [
        {"Id": "i1", "Arn": "arn:x", "CreatedTime": 1700000000.5, "InboundCallsEnabled": True},
        {"Id": "i2", "ServiceRole": "r"},
    ],
    "NextToken": "t2",
}
_LAST = {"InstanceSummaryList": [{"Id": "i3"}]}
_REFUSALS = {
    "not-there": (404, "ResourceNotFoundException", {"Message": "It is not there."}),
    "busy": (429, "TooManyRequestsException", {"Message": "Later."}),
    "reason": (
        400,
        "InvalidRequestException",
        {"Message": "No.", "Reason": {"AttachedFileInvalidRequestExceptionReason": "INVALID_FILE_SIZE"}},
    ),
}


@dataclass
class Recorder:
    """`requests` are those since it was last emptied: method, path, body, and whether it was signed."""

    port: int
    requests: list[tuple[str, str, str, bool]] = field(default_factory=list)


def _answer(path: str, body: str) -> tuple[int, str, object]:
    contact = _contact(path, body)
    if contact in _REFUSALS:
        return _REFUSALS[contact]
    if path.startswith("/contact/attributes/"):
        return 200, "", _SPECIAL.get(contact, _ATTRIBUTES)
    if path.startswith("/contacts/"):
        return 200, "", _CONTACT
    if path.partition("?")[0] == "/instance":
        return 200, "", _LAST if "nextToken" in path else _FIRST
    return 200, "", {}


def _contact(path: str, body: str) -> str:
    """The contact of a path's last part, or of an update's body."""
    if path != "/contact/attributes":
        return path.rpartition("/")[2]
    return str(json.loads(body).get("InitialContactId"))


@contextmanager
def record() -> Iterator[Recorder]:
    """A server on a free port; ends with the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            recorder.requests.append((self.command, self.path, body, "Authorization" in self.headers))
            if self.breaks_off(_contact(self.path, body)):
                return
            status, code, members = _answer(self.path, body)
            content = json.dumps(members).encode()
            self.send_response_only(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if code:
                self.send_header("x-amzn-ErrorType", code)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that http.server gives

        def breaks_off(self, contact: str) -> bool:
            if contact not in ("silent", "hangs-up", "resets"):
                return False
            self.close_connection = True
            if contact == "silent":
                over.wait(5)
            elif contact == "resets":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                os.close(self.connection.detach())
            return True

        def log_message(self, format: str, *words: object) -> None:  # noqa: A002 - the name that http.server gives
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        recorder = Recorder(server.server_port)
        over = threading.Event()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005})
        thread.start()
        yield recorder
        over.set()
        server.shutdown()
        thread.join()
