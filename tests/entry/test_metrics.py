"""What the metrics say of deliveries, beside a destination that takes nothing."""

import json
import socket
from contextlib import ExitStack

import pytest

from callslip.bootstrap import build_deliveries, build_mock, delivery_counts
from callslip.protocol.message import Request
from callslip.server.metrics import Metrics
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from stand_ins import FixedChance, FixedClock


class _NoBatch:
    waiting = batches = writes = 0


def deliveries_in(gateway, clock):
    """The numbers of the one destination, by name."""
    metrics = Metrics(_NoBatch(), clock)
    metrics.deliveries = delivery_counts(gateway)
    lines = metrics.text().decode().splitlines()
    told = [line.removeprefix("callslip_").split("{destination=") for line in lines if "{destination=" in line]
    return {name: float(rest.rpartition(" ")[2]) for name, rest in told if "created" not in name}


def test_deliveries_are_counted_and_the_oldest_ages(tmp_path):
    clock = FixedClock()
    path = tmp_path / "events"
    settings = Settings(store="sqlite::memory:", deliver_to=f"file:{path}", delivery_attempts_max=2)
    gateway = build_mock(settings, clock)
    (worker,) = build_deliveries(settings, gateway, FixedChance())
    path.mkdir()
    members = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
    gateway.handle(Request("PUT", "/contact/create-contact", "", {}, json.dumps(members).encode()))
    clock.value_ms += 7_500
    seen = [deliveries_in(gateway, clock)]
    for _ in range(2):
        worker.step()
        clock.value_ms += 600_000
    seen.append(deliveries_in(gateway, clock))
    path.rmdir()
    worker.step()
    seen.append(deliveries_in(gateway, clock))
    gateway.backend.close()
    names = ("delivered_entries_total", "delivery_failures_total", "delivery_waiting", "delivery_dead_letters")
    assert [tuple(each[name] for name in names) for each in seen] == [(0, 0, 2, 0), (0, 2, 1, 1), (1, 2, 0, 1)]
    assert [each["delivery_oldest_seconds"] for each in seen] == [7.5, 1_207.5, 0]


@pytest.mark.parametrize("store", [("--memory",), ("--store", "s.db")], ids=["memory", "file"])
def test_they_are_told_beside_reads_of_the_same_turn(serving, tmp_path, store):
    """Reads share a transaction on the event loop: the metrics may not wait for it."""
    _, url = serving(*store, "--deliver-to", f"file:{tmp_path / 'out.jsonl'}")
    for _ in range(10):
        assert b'callslip_delivery_waiting{destination="file:' in metrics_beside_reads(url)


def metrics_beside_reads(url):
    """The answer of the metrics, asked while eight others read."""
    host, port = url.removeprefix("http://").split(":")
    read = f"GET /contact/attributes/{EXAMPLE_INSTANCE_ID}/nobody HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    page = b"GET /_callslip/metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with ExitStack() as stack:
        *readers, asker = (stack.enter_context(socket.create_connection((host, int(port)), 10)) for _ in range(9))
        for reader in readers:
            reader.sendall(read)
        asker.sendall(page)
        return asker.makefile("rb").read()
