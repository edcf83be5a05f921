"""Nobody starves: beside large writers, readers who do not read, more writes than the disk takes, many connections."""

import resource
import select
import sqlite3
import threading
import time
from contextlib import ExitStack, suppress

import pytest

from simulation.api import create_contact, get_attributes, get_request, update_request
from simulation.server_process import ServerProcess
from simulation.wire import Wire

LARGE = "x" * 32_000
CONNECTIONS = 9_900
DESCRIPTORS_BESIDE = 300
TIMEOUT_S = 5.0


@pytest.mark.slow
def test_large_updates_do_not_starve_small_ones(tmp_path):
    """What waits is served together, so between two small answers each large writer gets in a few times at most."""
    large_writers, small_updates = 8, 30
    answered = [0] * large_writers
    done = threading.Event()

    def write_large(number: int, contact_id: str, port: int) -> None:
        with Wire(port) as wire:
            while not done.is_set():
                assert wire.ask(update_request(contact_id, {"large": f"{answered[number]:08d}{LARGE}"})).status == 200
                answered[number] += 1

    with ServerProcess(tmp_path / "store.db") as server, Wire(server.port) as wire:
        contact_ids = [create_contact(wire) for _ in range(large_writers + 1)]
        threads = [
            threading.Thread(target=write_large, args=(number, contact_ids[number], server.port))
            for number in range(large_writers)
        ]
        for thread in threads:
            thread.start()
        try:
            for number in range(small_updates):
                assert wire.ask(update_request(contact_ids[-1], {"small": str(number)})).status == 200
            between = sum(answered)
        finally:
            done.set()
            for thread in threads:
                thread.join()
    assert between <= 3 * large_writers * small_updates


def test_a_client_that_does_not_read_holds_nobody_and_no_memory():
    with ServerProcess("sqlite::memory:") as server, Wire(server.port) as wire, Wire(server.port) as deaf:
        contact_id = create_contact(wire)
        assert wire.ask(update_request(contact_id, {"large": LARGE})).status == 200
        before = server.memory_bytes()
        talking = threading.Thread(target=talk, args=(deaf, get_request(contact_id) * 200_000), daemon=True)
        talking.start()
        for number in range(200):
            assert wire.ask(update_request(contact_id, {"small": str(number)})).status == 200
            assert get_attributes(wire, contact_id)["small"] == str(number)
        assert server.memory_bytes() - before < 15_000_000


def talk(wire: Wire, data: bytes) -> None:
    """Send for as long as the connection is there."""
    with suppress(OSError):
        wire.send(data)


@pytest.mark.slow
def test_an_answer_that_nobody_takes_ends_its_connection():
    with ServerProcess("sqlite::memory:", "--request-timeout-s", "1") as server, Wire(server.port) as wire:
        contact_id = create_contact(wire)
        assert wire.ask(update_request(contact_id, {"large": LARGE})).status == 200
        before = server.open_files()
        with Wire(server.port) as deaf:
            deaf.ask(get_request(contact_id))
            assert server.open_files() == before + 1
            deaf.send(get_request(contact_id) * 900)
            until_s = time.monotonic() + 20
            while server.open_files() > before:
                assert time.monotonic() < until_s
                time.sleep(0.05)
        assert get_attributes(wire, contact_id)["large"] == LARGE


def test_more_writes_than_may_wait_are_refused_at_once(tmp_path):
    store = tmp_path / "store.db"
    with ServerProcess(store, "--waiting-writes-max", "2") as server, ExitStack() as stack:
        wires = [stack.enter_context(Wire(server.port)) for _ in range(12)]
        contact_id = create_contact(wires[0])
        other = sqlite3.connect(store, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        for number, wire in enumerate(wires):
            wire.send(update_request(contact_id, {f"key{number}": "set"}))
        refused: list[Wire] = []
        while len(refused) < len(wires) - 4:  # two in the transaction that waits for the lock, two that wait behind it
            readable, _, _ = select.select([wire for wire in wires if wire not in refused], [], [], TIMEOUT_S)
            assert readable, f"only {len(refused)} were refused"
            for wire in readable:
                answer = wire.answer()
                assert (answer.status, answer.code) == (503, "ServiceUnavailableException")
                assert answer.headers["retry-after"] == "1"
            refused += readable
        other.execute("ROLLBACK")
        other.close()
        statuses = {number: wire.answer().status for number, wire in enumerate(wires) if wire not in refused}
        kept = get_attributes(wires[0], contact_id)
        assert sorted(kept) == sorted(f"key{number}" for number, status in statuses.items() if status == 200)
        assert 200 in statuses.values()


@pytest.mark.slow
def test_ten_thousand_connections_are_held_in_little_memory():
    """At most 20 kB each, and each is answered."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    count = min(CONNECTIONS, hard - DESCRIPTORS_BESIDE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, count + DESCRIPTORS_BESIDE), hard))
    try:
        with ServerProcess("sqlite::memory:") as server, ExitStack() as stack:
            before = server.memory_bytes()
            wires = [stack.enter_context(Wire(server.port)) for _ in range(count)]
            contact_id = create_contact(wires[-1])
            for wire in wires[::10]:
                assert get_attributes(wire, contact_id) == {}
            assert server.memory_bytes() - before < count * 20_000
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
