"""What was answered is kept by a store in PostgreSQL, whichever process is killed, and beside another server."""

import random
import time
from contextlib import ExitStack, suppress

import pytest

from callslip.store import StoreError, open_store
from callslip.store.postgres_driver import Cursor
from postgres_cluster import Cluster
from simulation.api import create_contact
from simulation.counters import Counter, Line, Load, check_histories
from simulation.inspection import Inspector
from simulation.server_process import ServerProcess, check
from simulation.wire import Answer, Wire
from stored_instances import names, put

pytestmark = [pytest.mark.client, pytest.mark.slow]

KILLS = 6
CONTACTS = 6
CLIENTS = 8
BOTO3_CLIENTS = 2


@pytest.fixture
def cluster():
    cluster = Cluster()
    yield cluster
    cluster.stop()


@pytest.fixture
def store(cluster):
    return cluster.url(cluster.create())


@pytest.fixture
def counters(store, chance):
    """A store with a few contacts, and the clients that will count in them."""
    with ServerProcess(store) as server, Wire(server.port) as wire:
        contacts = [create_contact(wire) for _ in range(CONTACTS)]
        assert server.stop() == 0
    return [Counter(f"client{number}", contacts, random.Random(chance.random())) for number in range(CLIENTS)]


def settle(store: str, counters: list[Counter], *, may_be_open: bool) -> None:
    with Inspector(store) as inspector:
        chains = inspector.chains()
    check_histories(chains)
    for counter in counters:
        counter.settle(chains, may_be_open=may_be_open)


def test_every_answered_update_survives_the_end_of_the_server(store, counters, chance):
    for _ in range(KILLS):
        with ServerProcess(store) as server, Load(server.port, counters, BOTO3_CLIENTS):
            time.sleep(chance.uniform(0.05, 1.0))
            server.kill()
        check(store)
        settle(store, counters, may_be_open=True)
    assert all(counter.answered for counter in counters), "a client was never answered: the load was none"


class Refusals:
    """What clients are told while the database is away, by what became of the update."""

    def __init__(self) -> None:
        self.undone = 0
        self.uncertain = 0

    def hear(self, line: Line, counter: Counter, contact_id: str, answer: Answer) -> None:
        """An update that was refused is not there; of one that is uncertain the contact tells."""
        assert answer.status == 500, answer
        if b"nothing was changed" in answer.body:
            self.undone += 1
            time.sleep(0.05)
            return
        assert b"Look whether the change is there" in answer.body, answer
        self.uncertain += 1
        if self._count(line, counter, contact_id) == counter.number:
            counter.note(contact_id, counter.number)

    @staticmethod
    def _count(line: Line, counter: Counter, contact_id: str) -> int:
        for _ in range(200):
            with suppress(AssertionError):  # an answer of 500
                found = line.get(contact_id)
                break
            time.sleep(0.1)
        else:
            raise AssertionError("the database did not come back")
        return counter.count_in(found)


def test_every_answered_update_survives_the_end_of_the_database(cluster, store, counters, chance):
    refusals = Refusals()
    for counter in counters:
        counter.on_refusal = refusals.hear
    with ServerProcess(store) as server:
        for _ in range(KILLS):
            with Load(server.port, counters):
                time.sleep(chance.uniform(0.1, 0.6))
                cluster.kill()
                time.sleep(chance.uniform(0.0, 0.5))
                cluster.start()
                time.sleep(0.5)
            settle(store, counters, may_be_open=False)
        assert server.stop() == 0
    check(store)
    assert refusals.undone + refusals.uncertain, "nobody noticed that the database was away"
    assert all(counter.answered for counter in counters), "a client was never answered: the load was none"


def test_a_commit_that_a_crash_took_is_not_taken_for_another(cluster, store, monkeypatch):
    """After a crash PostgreSQL numbers transactions from where the disk knows of."""
    with ExitStack() as opened:
        one, other = open_store(store), open_store(store)
        opened.callback(one.close)
        opened.callback(other.close)
        execute = Cursor.execute

        def crash(cursor, query, *rest, **options):
            if query.endswith("COMMIT"):
                monkeypatch.setattr(Cursor, "execute", execute)
                cluster.kill()
                cluster.start()
                put(other, "b")
            return execute(cursor, query, *rest, **options)

        monkeypatch.setattr(Cursor, "execute", crash)
        with pytest.raises(StoreError):
            put(one, "a")
        assert names(one) == ["b"]


def test_two_servers_keep_one_store(store, counters, chance):
    with ServerProcess(store) as one, ServerProcess(store) as other:
        half = CLIENTS // 2
        with Load(one.port, counters[:half], 1), Load(other.port, counters[half:], 1):
            time.sleep(3)
        settle(store, counters, may_be_open=False)
        assert [one.stop(), other.stop()] == [0, 0]
    check(store)
    assert all(counter.answered for counter in counters), "a client was never answered: the load was none"
