"""A disk that fills up under load: 500 and nothing lost, reads go on, and updates again once there is room."""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from simulation.api import create_contact, create_request
from simulation.counters import Counter, Line, Load, check_histories
from simulation.disks import Disk, ways
from simulation.inspection import Inspector
from simulation.server_process import ServerProcess, check
from simulation.wire import Answer, Wire

CONTACTS = 4
CLIENTS = 4
PADDING_BYTES_MAX = 3_000
PATIENCE_S = 30
TRIES = 5_000

pytestmark = pytest.mark.slow


@dataclass
class Refusals:
    """What the clients saw that was no 200, by client; each refusal is held against a read right after it."""

    seen: dict[str, int] = field(default_factory=dict)

    def note(self, line: Line, counter: Counter, contact_id: str, answer: Answer) -> None:
        assert answer.status == 500, (answer.status, answer.body[:300])
        assert answer.code == "InternalServiceException"
        assert counter.count_in(line.get(contact_id)) == counter.answered.get(contact_id, 0), "a 500 changed something"
        self.seen[counter.name] = self.seen.get(counter.name, 0) + 1


@pytest.fixture(params=sorted(ways()))
def disk(request, tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    with ways()[request.param](folder) as opened:
        yield opened


def build_counters(port: int, chance: random.Random, refusals: Refusals) -> list[Counter]:
    with Wire(port) as wire:
        contacts = [create_contact(wire) for _ in range(CONTACTS)]
    return [
        Counter(f"client{number}", contacts, random.Random(chance.random()), PADDING_BYTES_MAX, refusals.note)
        for number in range(CLIENTS)
    ]


def wait_until(condition, what: str) -> None:
    for _ in range(PATIENCE_S * 20):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {PATIENCE_S} s")


def all_refused(refusals: Refusals, times: int) -> bool:
    return all(refusals.seen.get(f"client{number}", 0) >= times for number in range(CLIENTS))


def settle(store: Path, counters: list[Counter], *, may_be_open: bool) -> None:
    check(store)
    with Inspector(store) as inspector:
        chains = inspector.chains()
    check_histories(chains)
    for counter in counters:
        counter.settle(chains, may_be_open=may_be_open)


def test_a_full_disk_loses_nothing_and_heals(disk: Disk, chance):
    store, refusals = disk.folder / "full.db", Refusals()

    with ServerProcess(store) as server:
        counters = build_counters(server.port, chance, refusals)
        with Load(server.port, counters, boto3_counters=1):
            time.sleep(chance.uniform(0.2, 1.0))
            disk.fill(server)
            wait_until(lambda: all_refused(refusals, 20), "every client is refused")
            refused_form(server.port)
            disk.free(server)
            before = [sum(map(len, counter.history.values())) for counter in counters]
            wait_until(
                lambda: all(
                    sum(map(len, counter.history.copy().values())) > count + 10
                    for counter, count in zip(counters, before, strict=True)
                ),
                "every client is answered again",
            )
        assert server.stop() == 0

    settle(store, counters, may_be_open=False)


def refused_form(port: int) -> None:
    """A write of another operation is refused in the same words, and the server goes on answering reads.

    Some may still succeed: SQLite writes into the room that its log has.
    """
    with Wire(port) as wire:
        answers = (wire.ask(create_request()) for _ in range(TRIES))
        answer = next(each for each in answers if each.status != 200)
        assert answer.status == 500
        assert answer.code == "InternalServiceException"
        assert answer.json()["message"] == answer.json()["Message"]
        assert wire.ask(b"GET /instance HTTP/1.1\r\nHost: localhost\r\n\r\n").status == 200


def test_a_kill_on_a_full_disk_loses_nothing(disk: Disk, chance):
    store, refusals = disk.folder / "full.db", Refusals()

    with ServerProcess(store) as server:
        counters = build_counters(server.port, chance, refusals)
        with Load(server.port, counters):
            time.sleep(chance.uniform(0.2, 1.0))
            disk.fill(server)
            wait_until(lambda: all_refused(refusals, 3), "every client is refused")
            server.kill()
    disk.free(server)

    settle(store, counters, may_be_open=True)
    with ServerProcess(store) as server, Load(server.port, counters):
        time.sleep(0.5)
        assert server.stop() == 0
    settle(store, counters, may_be_open=False)
