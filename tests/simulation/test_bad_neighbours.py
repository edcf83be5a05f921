"""What one connection does to others, and to what it asked before: clients that leave, lie, idle or send in pieces."""

import sqlite3
import time
from contextlib import ExitStack, closing

import pytest

from simulation.api import create_contact, get_attributes, get_request, update_request
from simulation.server_process import ServerProcess
from simulation.wire import Closed, Wire, request

EVENTS = request("GET", "/_callslip/events")
UNKNOWN = request("GET", "/nowhere")
CHUNKED = b"POST /contact/attributes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
FEED_READERS_MAX = 100


@pytest.fixture(scope="module")
def server():
    with ServerProcess("sqlite::memory:") as started:
        yield started


def open_wires(server: ServerProcess, stack: ExitStack, count: int) -> list[Wire]:
    return [stack.enter_context(Wire(server.port)) for _ in range(count)]


def takes_a_reader(server: ServerProcess) -> bool:
    with Wire(server.port) as reader:
        reader.send(EVENTS)
        return reader._until(b"\r\n")[0].startswith(b"HTTP/1.1 200")


def test_a_request_that_breaks_off_behind_another_harms_nobody(server):
    broken = UNKNOWN + CHUNKED + b"Expect: 100-continue\r\n\r\n2\r\n{}\r\nZZ\r\n"
    for _ in range(5):
        with ExitStack() as stack:
            wires = open_wires(server, stack, 20)
            bad = stack.enter_context(Wire(server.port))
            for wire in wires[:10]:
                wire.send(UNKNOWN)
            bad.send(broken)
            for wire in wires[10:]:
                wire.send(UNKNOWN)
            assert {wire.answer().status for wire in wires} == {404}
            assert (bad.answer().status, bad.answer().status) == (404, 400)


def test_readers_of_the_feed_who_left_with_a_request_behind_harm_nobody(server):
    with ExitStack() as stack:
        wires = open_wires(server, stack, 8)
        contact_id = create_contact(wires[0])
        for _ in range(5):
            with Wire(server.port) as reader:
                reader.send(EVENTS)
                reader._until(b"retry")
                reader.send(UNKNOWN)
        for number in range(30):
            for wire in wires[:4]:
                wire.send(update_request(contact_id, {"number": str(number)}))
            for wire in wires[4:]:
                wire.send(get_request(contact_id))
            assert {wire.answer().status for wire in wires} == {200}


@pytest.mark.slow
def test_readers_of_the_feed_who_left_give_their_places_back(server):
    for _ in range(FEED_READERS_MAX):
        with Wire(server.port) as reader:
            reader.send(EVENTS)
            reader._until(b"retry")
            reader.send(UNKNOWN)
    with Wire(server.port) as wire:
        contact_id = create_contact(wire)
        for number in range(50):  # who has left is noticed when there is something to tell
            assert wire.ask(update_request(contact_id, {"number": str(number)})).status == 200
            if takes_a_reader(server):
                return
            time.sleep(0.1)
    pytest.fail("no place came back")


def test_a_body_in_many_pieces_is_whole(server):
    with Wire(server.port) as wire:
        contact_id = create_contact(wire)
        body = update_request(contact_id, {"pieces": "many"}).partition(b"\r\n\r\n")[2]
        pieces = b"".join(b"1\r\n%c\r\n" % byte for byte in body)
        assert wire.ask(CHUNKED + b"\r\n" + pieces + b"0\r\n\r\n").status == 200
        assert get_attributes(wire, contact_id) == {"pieces": "many"}


def test_an_idle_connection_keeps_nothing_of_its_last_request(server):
    with ExitStack() as stack:
        wires = open_wires(server, stack, 40)
        assert {wire.ask(UNKNOWN).status for wire in wires} == {404}
        before = server.memory_bytes()
        for wire in wires:
            assert wire.ask(request("POST", "/contact/attributes", b"{}" + b" " * 1_000_000)).status == 400
        assert server.memory_bytes() - before < 15_000_000


@pytest.mark.slow
def test_a_slow_request_behind_a_quick_one_is_answered(tmp_path):
    store = tmp_path / "held.db"
    with ServerProcess(store, "--keep-alive-s", "1") as server, Wire(server.port) as wire:
        contact_id = create_contact(wire)
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            wire.send(get_request(contact_id) + update_request(contact_id, {"slow": "yes"}))
            time.sleep(3)
            other.execute("ROLLBACK")
        assert (wire.answer().status, wire.answer().status) == (200, 200)


@pytest.mark.slow
def test_a_connection_idles_no_longer_than_it_may_after_a_refused_body():
    with ServerProcess("sqlite::memory:", "--keep-alive-s", "1") as server, Wire(server.port) as wire:
        large = request("POST", "/contact/attributes", b" " * 1_500_000)
        wire.send(large[:1_200_000])
        assert wire.answer().status == 413
        wire.send(large[1_200_000:])
        with pytest.raises(Closed):
            wire.answer()


def test_http_1_0_knows_no_continue(server):
    with Wire(server.port) as wire:
        wire.send(b"POST /nowhere HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        time.sleep(0.2)
        wire.send(b"{}")
        assert wire.rest().startswith(b"HTTP/1.1 404")
