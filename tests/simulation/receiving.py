"""The other side of deliveries: a receiver that fails now and then, and a consumer that rebuilds attributes."""

import contextlib
import hashlib
import hmac
import json
import random
import threading
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

Message = Mapping[str, Any]


class Receiver(ThreadingHTTPServer):
    """Takes what is signed; now and then it says no, or takes and never says so."""

    daemon_threads = True

    def __init__(self, secret: bytes, chance: random.Random) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = secret
        self.chance = chance
        self.messages: list[Message] = []
        self.refused = 0
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def url(self) -> str:
        """Where to post."""
        return f"http://127.0.0.1:{self.server_port}/hook"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = f"{self.headers['X-Callslip-Timestamp']}.".encode() + body
        expected = hmac.new(self.server.secret, signed, hashlib.sha256).hexdigest()
        luck = self.server.chance.random()
        if not hmac.compare_digest(f"v1={expected}", self.headers["X-Callslip-Signature"]):
            self._answer(403)
        elif luck < 0.1:
            self.server.refused += 1
            self._answer(503)
        else:
            self.server.messages += json.loads(body)["messages"]
            if luck < 0.2:
                self.close_connection = True
            else:
                self._answer(204)

    def _answer(self, status: int) -> None:
        with contextlib.suppress(OSError):  # the server may have been killed meanwhile
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def read_lines(path: Path) -> list[Message]:
    """The messages of a file of lines; fails where a line is broken."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def rebuild_from_events(messages: Iterable[Message]) -> dict[str, dict[str, str]]:
    """The attributes of every chain from its events alone, in whatever order they came; fails where one is missing."""
    changes: dict[str, dict[int, Message]] = {}
    for message in messages:
        if message["kind"] == "contact-event":
            extension = message["body"]["detail"]["callslip"]
            chain = changes.setdefault(extension["attributesOf"], {})
            for change in extension.get("changes", ()):
                known = chain.setdefault(change["sequence"], change)
                assert known == change or "erased" in {**known, **change}, "two changes have one number"
                chain[change["sequence"]] = change if "erased" in change else known
    rebuilt = {}
    for chain_id, chain in changes.items():
        assert sorted(chain) == list(range(1, len(chain) + 1)), f"{chain_id}: changes are missing"
        attributes: dict[str, str] = {}
        erased: set[str] = set()
        for _, change in sorted(chain.items()):
            if "erased" in change:
                attributes.pop(change["name"], None)
                erased.add(change["name"])
                continue
            old = attributes.get(change["name"])
            assert old == change["old"] or change["name"] in erased, f"{chain_id}: a change does not follow"
            attributes[change["name"]] = change["new"]
        rebuilt[chain_id] = attributes
    return rebuilt


def rebuild_from_records(messages: Iterable[Message]) -> dict[str, dict[str, str]]:
    """The attributes of every contact that has ended, from the records alone, in whatever order they came."""
    newest: dict[str, Message] = {}
    for message in messages:
        if message["kind"] == "contact-record":
            record = message["body"]
            kept = newest.setdefault(record["ContactId"], record)
            if record["Callslip"]["Sequence"] > kept["Callslip"]["Sequence"]:
                newest[record["ContactId"]] = record
    return {contact_id: dict(record["Attributes"]) for contact_id, record in newest.items()}
