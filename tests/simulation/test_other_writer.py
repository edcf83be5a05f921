"""Another process that holds the store's only pen: the server goes on reading, and writes when it gets its turn."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from simulation.api import create_contact, create_request, get_attributes, update_request
from simulation.server_process import ServerProcess
from simulation.wire import Wire


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def server(store):
    with ServerProcess(store) as started:
        yield started


def test_reads_are_answered_while_a_write_waits_for_another_process(server, store):
    reader, writer = Wire(server.port), Wire(server.port)
    contact_id = create_contact(reader)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(writer.ask, update_request(contact_id, {"tier": "gold"}))
        for _ in range(50):
            assert get_attributes(reader, contact_id) == {}
        assert not waiting.done()
        other.execute("COMMIT")
        assert waiting.result().status == 200
    assert get_attributes(reader, contact_id) == {"tier": "gold"}
    other.close()
    for wire in (reader, writer):
        wire.close()


def test_an_operation_that_fails_halfway_leaves_nothing_and_harms_no_other(server, store):
    wires = [Wire(server.port) for _ in range(9)]
    contact_id = create_contact(wires[0])
    bad = create_request(contact_id, Attributes={"not allowed": "x"})
    with ThreadPoolExecutor(len(wires)) as threads:
        answers = list(
            threads.map(
                lambda number: wires[number].ask(
                    bad if number % 3 == 0 else update_request(contact_id, {f"key{number}": "set"})
                ),
                range(len(wires)),
            )
        )
    assert [answer.status for answer in answers] == [400, 200, 200] * 3
    expected = {f"key{number}": "set" for number in range(9) if number % 3}
    assert get_attributes(wires[0], contact_id) == expected
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT contact_id FROM contacts").fetchall() == [(contact_id,)]
    for wire in wires:
        wire.close()
