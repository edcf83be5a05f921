"""Starts what is measured: Callslip with signatures checked, the constant, moto, the FastAPI baseline."""

import json
import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from callslip.bootstrap import copy_to
from contacts import INSTANCE_ID, SEARCHABLE, contact_id
from servers import Server, ask, free_port
from wire import Signer, read_path

ROOT = Path(__file__).resolve().parent.parent
_OURS = ROOT / ".venv/bin"
_THEIRS = ROOT / "benchmarks/.env/bin"
_NOBODY = "http://127.0.0.1:1/"
_BASELINE = ROOT / "benchmarks/fastapi_baseline.py"


@dataclass(frozen=True)
class Key:
    """An access key that Callslip knows."""

    file: Path
    key_id: str
    secret: str

    def signer(self, url: str, service: str = "connect") -> Signer:
        """Signs from now on, for five minutes."""
        return Signer(self.key_id, self.secret, url.removeprefix("http://"), service)


def make_key(folder: Path) -> Key:
    """A new access key in a file of its own."""
    file = folder / "credentials.json"
    command = [_OURS / "callslip", "credentials", "create", "--name", "bench", "--file", file, "--json"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return Key(file, made["access_key_id"], made["secret_access_key"])


def start_callslip(folder: Path, key: Key, prepared: Path, *options: str | Path) -> Server:
    """Callslip over a copy of a prepared store, signatures verified; `options` of `callslip serve` come on top."""
    store = Path(shutil.copy(prepared, folder / f"store-{secrets.token_hex(4)}.db"))
    server = _serve(folder, key, f"sqlite:{store}", *options)
    server.store = store
    return server


def start_on_postgres(folder: Path, key: Key, prepared: Path, url: str) -> Server:
    """The same over a copy in PostgreSQL."""
    copy_to(str(prepared), url, lambda *_: None)
    return _serve(folder, key, url)


def fetch_store(server: Server, url: str, folder: Path) -> None:
    """Copy what a server keeps in PostgreSQL into a file, where all of it can be verified."""
    server.store = folder / "from-postgres.db"
    copy_to(url, str(server.store), lambda *_: None)


def _serve(folder: Path, key: Key, store: str, *options: str | Path) -> Server:
    port = free_port()
    command = [_OURS / "callslip", "serve", "--port", str(port), "--store", store]
    command += ["--auth", "sigv4", "--credentials", key.file, *options]
    probe = key.signer(f"http://127.0.0.1:{port}").sign("GET", read_path(0))
    return Server(command, port, probe, folder / "callslip.log", os.environ)


def start_all_on(folder: Path, key: Key, prepared: Path, *, delivered: bool) -> Server:
    """The same with a searchable key and an outbox, which waits for a webhook that nobody runs, or goes to a file."""
    secret = folder / "webhook.secret"
    secret.touch(mode=0o600)
    secret.write_text("benchmark" * 8)
    webhook = ("--deliver-to", _NOBODY, "--webhook-secret-file", secret)
    to_file = ("--deliver-to", f"file:{folder / 'events.jsonl'}")
    key_option = ("--searchable-attributes", SEARCHABLE)
    return start_callslip(folder, key, prepared, *key_option, *(to_file if delivered else webhook))


def start_constant(folder: Path) -> Server:
    """Callslip's HTTP server without Callslip."""
    port = free_port()
    command = [_OURS / "python", ROOT / "benchmarks/constant.py", str(port)]
    return Server(command, port, _get("/"), folder / "constant.log", os.environ)


def start_moto(folder: Path, key: Key) -> Server:
    """A server of moto's, everything in memory."""
    port = free_port()
    probe = key.signer(f"http://127.0.0.1:{port}", "dynamodb").sign("POST", "/", b"{}", "DynamoDB_20120810.ListTables")
    return Server([_THEIRS / "moto_server", "-p", str(port)], port, probe, folder / "moto.log", os.environ)


def start_baseline(folder: Path, contacts: int) -> Server:
    """The FastAPI baseline over a store of its own."""
    port = free_port()
    environment = os.environ | {"BASELINE_STORE": str(folder / "baseline.db")}
    lines = "".join(f"{contact_id(number)}\n" for number in range(contacts))
    fill = [_THEIRS / "python", _BASELINE, INSTANCE_ID]
    subprocess.run(fill, check=True, input=lines, text=True, env=environment)
    command = [_THEIRS / "uvicorn", "--app-dir", _BASELINE.parent, "--port", str(port), "--http", "httptools"]
    command += ["--loop", "uvloop", "--no-access-log", "fastapi_baseline:app"]
    return Server(command, port, _get(read_path(0)), folder / "baseline.log", environment)


def fill_moto(moto: Server, key: Key) -> str:
    """A table for UpdateItem and an instance for DescribeInstance; the path of the latter."""
    table = {
        "TableName": "contacts",
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    dynamo = key.signer(moto.url, "dynamodb")
    _expect(moto, dynamo.sign("POST", "/", json.dumps(table).encode(), "DynamoDB_20120810.CreateTable"))
    instance = {"IdentityManagementType": "CONNECT_MANAGED", "InstanceAlias": "bench"}
    instance |= {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    made = _expect(moto, key.signer(moto.url).sign("PUT", "/instance", json.dumps(instance).encode()))
    return f"/instance/{made['Id']}"


def _expect(server: Server, request: bytes) -> dict[str, str]:
    status, body = ask(server.url, request)
    if status >= 300:  # noqa: PLR2004 - no success
        raise RuntimeError(f"{server.url} answered {status}: {body[:500]!r}")
    return json.loads(body)


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
