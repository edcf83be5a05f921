"""Measures the search of contacts: how fast it answers among many, and what the index costs an update.

python benchmarks/search.py reads [--contacts 1000000]     a server over a store of that many, asked over HTTP
python benchmarks/search.py writes [--contacts 100000]     processor time of updates in process, 64 to a batch
python benchmarks/search.py served [--contacts 100000]     the same of whole servers, over HTTP, 64 connections

The stores stay in benchmarks/.data; what is printed is JSON.
"""

import argparse
import json
import random
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from http.client import HTTPConnection
from inspect import getsource
from itertools import product
from pathlib import Path
from typing import Any

from callslip.bootstrap import build
from callslip.clock import SystemClock
from callslip.gateway import Gateway
from callslip.protocol.message import Request
from callslip.settings import Settings
from callslip.store.sql import migrations
from contacts import INSTANCE_ID, InOrder, contact_id, fill
from servers import Server, free_port

DATA = Path(__file__).parent / ".data"
KEYS = "tier,customer"
TIERS = 100
WEEKS = 7
ROUNDS = 9
BATCHES = 40
TOGETHER = 64
CONNECTIONS = 64

Members = dict[str, Any]


class _Spread(SystemClock):
    """Contacts begin one after another, spread evenly over the last weeks."""

    def __init__(self, count: int) -> None:
        self._step_ms = WEEKS * 7 * 86_400_000 / count
        self._at_ms = super().now_ms() - WEEKS * 7 * 86_400_000

    def now_ms(self) -> int:
        self._at_ms += self._step_ms
        return int(self._at_ms)

    def months_ago_ms(self, months: int, *, ahead_ms: int = 0) -> int:  # noqa: ARG002 - as SystemClock has it
        """Nothing is past retention; time stands still for this question."""
        return 0


def values(number: int) -> dict[str, str]:
    """A tier that each hundredth contact has, a customer whom five have, and a note of 20 bytes."""
    return {
        "tier": f"tier-{number * 7919 % TIERS}",
        "customer": f"customer-{number % max(number // 5 + 1, 1):07d}",
        "note": f"note {number:015d}",
    }


def store_of(count: int, keys: str) -> Path:
    """A store with so many contacts; made once for each schema."""
    schema = blake2b(repr((migrations(), getsource(values))).encode(), digest_size=4).hexdigest()
    store = DATA / f"search-{count}-{keys or 'none'}-{schema}.db"
    if not store.exists():
        DATA.mkdir(exist_ok=True)
        unfinished = store.with_suffix(".unfinished")
        for path in DATA.glob(f"{unfinished.name}*"):
            path.unlink()
        gateway = build(Settings(store=str(unfinished), searchable_attributes=keys), _Spread(count), InOrder())
        fill(gateway, count, values)
        gateway.backend.close()
        unfinished.rename(store)
    return store


def measure_reads(count: int) -> dict[str, object]:
    """Times of searches on one connection, and of reads by key beside a search that goes through everything."""
    store = store_of(count, KEYS)
    server, port = _serve(store, KEYS)
    try:
        _times(server, port, _searches(count)["by time alone"])
        found = {name: _times(server, port, make) for name, make in _searches(count).items()}
        found["GetContactAttributes alone"] = _reads(port, count)
        with _Through(port):
            found["GetContactAttributes beside a search through all"] = _reads(port, count)
        return {"contacts": count, "store_mb": round(store.stat().st_size / 1e6), "milliseconds": found}
    finally:
        server.stop()


def _searches(count: int) -> Mapping[str, Callable[[random.Random], Members]]:
    def tier(chance: random.Random) -> str:
        return f"tier-{chance.randrange(TIERS)}"

    def customer(chance: random.Random) -> str:
        return values(chance.randrange(count))["customer"]

    return {
        "one attribute of 1 in 100": lambda chance: _having(("tier", tier(chance))),
        "one attribute of a few": lambda chance: _having(("customer", customer(chance))),
        "both": lambda chance: _having(("tier", tier(chance)), ("customer", customer(chance))),
        "either": lambda chance: _having(("tier", tier(chance)), ("customer", customer(chance)), match="MATCH_ANY"),
        "one attribute of 1 in 100, oldest first": lambda chance: {
            **_having(("tier", tier(chance))),
            "Sort": {"FieldName": "INITIATION_TIMESTAMP", "Order": "ASCENDING"},
        },
        "by time alone": lambda _: {},
    }


def _having(*pairs: tuple[str, str], match: str = "MATCH_ALL") -> Members:
    criteria = [{"Key": key, "Values": [value]} for key, value in pairs]
    return {"SearchCriteria": {"SearchableContactAttributes": {"Criteria": criteria, "MatchType": match}}}


def _span() -> Members:
    return {"Type": "INITIATION_TIMESTAMP", "StartTime": time.time() - 55 * 86_400, "EndTime": time.time()}


def _times(server: Server, port: int, make: Callable[[random.Random], Members], rounds: int = 300) -> dict[str, float]:
    chance = random.Random(1)  # noqa: S311 - no secret
    connection = HTTPConnection("127.0.0.1", port)
    taken, sizes = [], set()
    before_s = server.processor_s()
    for _ in range(rounds):
        body = json.dumps({"InstanceId": INSTANCE_ID, "TimeRange": _span(), "MaxResults": 100, **make(chance)})
        started_s = time.perf_counter()
        connection.request("POST", "/search-contacts", body, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        taken.append((time.perf_counter() - started_s) * 1000)
        sizes.add(len(answer["Contacts"]))
    processor_ms = (server.processor_s() - before_s) * 1000 / rounds
    return {
        **_spread(taken),
        "server_processor": round(processor_ms, 2),
        "fewest_found": min(sizes),
        "most_found": max(sizes),
    }


def _reads(port: int, count: int, rounds: int = 2_000) -> dict[str, float]:
    chance = random.Random(2)  # noqa: S311 - no secret
    connection = HTTPConnection("127.0.0.1", port)
    taken = []
    for _ in range(rounds):
        started_s = time.perf_counter()
        connection.request("GET", f"/contact/attributes/{INSTANCE_ID}/{contact_id(chance.randrange(count))}")
        connection.getresponse().read()
        taken.append((time.perf_counter() - started_s) * 1000)
    return _spread(taken)


class _Through:
    """A name that nobody has is searched for, again and again, while the block lasts."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port)
        criteria = {"Name": {"SearchText": ["nobody"], "MatchType": "MATCH_ALL"}}
        while not self._stop.is_set():
            body = json.dumps({"InstanceId": INSTANCE_ID, "TimeRange": _span(), "SearchCriteria": criteria})
            connection.request("POST", "/search-contacts", body)
            connection.getresponse().read()


def _spread(taken: list[float]) -> dict[str, float]:
    taken.sort()
    at = {"p50": 0.5, "p99": 0.99}
    return {name: round(taken[int(len(taken) * part)], 2) for name, part in at.items()} | {"max": round(taken[-1], 2)}


def measure_writes(count: int) -> dict[str, object]:
    """Processor time of an update of three attributes, from the bytes to the answer, in rounds that take turns."""
    folder = Path(tempfile.mkdtemp(dir=DATA))
    try:
        gateways = {}
        for keys in ("", "tier", "note", "*"):
            copy = folder / f"{keys.replace('*', 'every') or 'none'}.db"
            shutil.copy(store_of(count, keys), copy)
            gateways[keys] = build(Settings(store=str(copy), searchable_attributes=keys))
        found: dict[str, dict[str, list[float]]] = {}
        turns = product(range(ROUNDS), _chosen(count).items(), gateways.items())
        for serial, (name, numbers), (keys, gateway) in turns:
            taken = _update(gateway, numbers, serial)
            found.setdefault(name, {}).setdefault(keys or "none", []).append(taken)
        return {
            "contacts": count,
            "microseconds of processor time for an update, least of the rounds": {
                name: {keys: round(min(taken), 1) for keys, taken in by_keys.items()} for name, by_keys in found.items()
            },
        }
    finally:
        shutil.rmtree(folder)


def measure_served(count: int) -> dict[str, object]:
    """Processor time of the whole server for an answered update, many connections, in rounds that take turns."""
    folder = Path(tempfile.mkdtemp(dir=DATA))
    servers = {}
    try:
        for keys in ("", "tier", "*"):
            copy = folder / f"{keys.replace('*', 'every') or 'none'}.db"
            shutil.copy(store_of(count, keys), copy)
            servers[keys] = _serve(copy, keys)
        found: dict[str, dict[str, list[float]]] = {}
        turns = product(range(ROUNDS), _chosen(count).items(), servers.items())
        for serial, (name, numbers), (keys, (server, port)) in turns:
            taken = _load(server, port, numbers, serial)
            found.setdefault(name, {}).setdefault(keys or "none", []).append(taken)
        return {
            "contacts": count,
            "microseconds of the server's processor time for an update, least of the rounds": {
                name: {keys: round(min(taken), 1) for keys, taken in by_keys.items()} for name, by_keys in found.items()
            },
        }
    finally:
        for server, _ in servers.values():
            server.kill()
        shutil.rmtree(folder)


def _serve(store: Path, keys: str) -> tuple[Server, int]:
    port = free_port()
    command = [sys.executable, "-m", "callslip", "serve", "--store", str(store), "--port", str(port)]
    probe = b"GET /_callslip/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    return Server([*command, "--searchable-attributes", keys], port, probe, DATA / "search.log", {}), port


def _load(server: Server, port: int, number: Callable[[random.Random], int], serial: int) -> float:
    requests = _requests(number, serial)
    parts = [[body for batch in requests for body in batch[at::CONNECTIONS]] for at in range(CONNECTIONS)]
    before_s = server.processor_s()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(lambda bodies: _send(port, bodies), parts))
    return (server.processor_s() - before_s) / sum(map(len, parts)) * 1e6


def _send(port: int, bodies: list[bytes]) -> None:
    """One after another, on one connection."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        head = b"POST /contact/attributes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        for body in bodies:
            connection.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            if not connection.recv(4096).startswith(b"HTTP/1.1 200"):
                raise RuntimeError("an update was refused")


def _chosen(count: int) -> Mapping[str, Callable[[random.Random], int]]:
    return {
        "contacts of the last weeks, any": lambda chance: chance.randrange(count),
        "contacts of the last hours": lambda chance: count - 1 - chance.randrange(min(count, 2_000)),
    }


def _requests(number: Callable[[random.Random], int], serial: int) -> list[list[bytes]]:
    """Bodies of updates, in batches."""
    chance = random.Random(serial)  # noqa: S311 - no secret
    batches = []
    for _ in range(BATCHES):
        batch = []
        for _ in range(TOGETHER):
            contact = {"InstanceId": INSTANCE_ID, "InitialContactId": contact_id(number(chance))}
            given = {
                "tier": f"tier-{chance.randrange(TIERS)}",
                "note": f"note {chance.random():.12f}",
                "round": str(serial),
            }
            batch.append(json.dumps({**contact, "Attributes": given}).encode())
        batches.append(batch)
    return batches


def _update(gateway: Gateway, number: Callable[[random.Random], int], serial: int) -> float:
    headers = {"content-type": "application/json", "host": "localhost"}
    batches = [
        [Request("POST", "/contact/attributes", "", headers, body) for body in batch]
        for batch in _requests(number, serial)
    ]
    started_s = time.process_time()
    for requests in batches:
        answers = gateway.complete([gateway.accept(request) for request in requests])
        if any(answer.status != 200 for answer in answers):  # noqa: PLR2004 - OK
            raise RuntimeError(f"an update was refused: {answers[0].body!r}")
    return (time.process_time() - started_s) / BATCHES / TOGETHER * 1e6


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description="Measure the search of contacts.")
    parser.add_argument("what", choices=["reads", "writes", "served"])
    parser.add_argument("--contacts", type=int)
    chosen = parser.parse_args()
    measure, contacts = {
        "reads": (measure_reads, 1_000_000),
        "writes": (measure_writes, 100_000),
        "served": (measure_served, 100_000),
    }[chosen.what]
    found = measure(chosen.contacts or contacts)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
