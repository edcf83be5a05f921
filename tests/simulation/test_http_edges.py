"""The edges of HTTP: sizes, lengths, pipelines, half requests, limits; each by hand over a socket."""

import json
import sqlite3
import time
from contextlib import ExitStack, closing

import pytest

from simulation.api import (
    INSTANCE,
    check_form,
    create_contact,
    get_attributes,
    get_request,
    members_of,
    update_request,
)
from simulation.server_process import ServerProcess
from simulation.wire import Answer, Wire, request

BODY_BYTES_MAX = 1_048_576
HEADER_BYTES_MAX = 65_536
HEAD = b"POST /contact/attributes HTTP/1.1\r\nHost: localhost\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture(scope="module")
def server():
    with ServerProcess("sqlite::memory:") as started:
        yield started


@pytest.fixture
def wire(server):
    with Wire(server.port) as opened:
        yield opened


@pytest.fixture
def contact_id(server):
    with Wire(server.port) as opened:
        return create_contact(opened)


def attributes_of(server: ServerProcess, contact_id: str) -> dict[str, str]:
    with Wire(server.port) as wire:
        return get_attributes(wire, contact_id)


def body_for(contact_id: str, attributes: dict[str, str], padding: int = 0) -> bytes:
    members = {"InstanceId": INSTANCE, "InitialContactId": contact_id, "Attributes": attributes}
    return json.dumps(members).encode() + b" " * padding


def refused(answer: Answer, status: int) -> None:
    assert answer.status == status, answer
    check_form(answer)


def test_a_body_of_the_largest_size_is_taken_and_one_byte_more_is_not(server, wire, contact_id):
    body = body_for(contact_id, {"size": "right"})
    full = body + b" " * (BODY_BYTES_MAX - len(body))

    members_of(wire.ask(request("POST", "/contact/attributes", full)))
    refused(wire.ask(request("POST", "/contact/attributes", full.replace(b"right", b"wrong") + b" ")), 413)

    assert attributes_of(server, contact_id) == {"size": "right"}


def test_a_body_in_chunks_that_is_too_large_is_refused_before_its_end(wire):
    wire.send(CHUNKED)
    for _ in range(17):
        wire.send(b"10000\r\n" + b" " * 65_536 + b"\r\n")

    refused(wire.answer(), 413)


def test_a_body_in_chunks_of_any_size_is_taken(server, wire, contact_id):
    body = body_for(contact_id, {"key": "in chunks"})
    chunks = [body[at : at + 7] for at in range(0, len(body), 7)]

    for chunk in chunks[:-1]:
        wire.send(b"" if chunk is not chunks[0] else CHUNKED)
        wire.send(b"%x;name=value\r\n%s\r\n" % (len(chunk), chunk))
    answer = wire.ask(b"%x\r\n%s\r\n0\r\nX-Trailer: yes\r\n\r\n" % (len(chunks[-1]), chunks[-1]))

    assert answer.status == 200
    assert attributes_of(server, contact_id) == {"key": "in chunks"}


@pytest.mark.parametrize(
    "framing",
    [
        b"Transfer-Encoding: chunked\r\n\r\nZ\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}}}\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        b"Transfer-Encoding: gzip\r\n\r\n{}",
        b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"Content-Length: -2\r\n\r\n{}",
        b"Content-Length: +2\r\n\r\n{}",
        b"Content-Length: 2, 2\r\n\r\n{}",
        b"Content-Length: two\r\n\r\n{}",
        b"Content-Length: 99999999999999999999999\r\n\r\n{}",
        b"Content-Length : 2\r\n\r\n{}",
        b"No colon\r\n\r\n{}",
        b": no name\r\n\r\n{}",
        b"X-Folded: one\r\n two\r\n\r\n{}",
        b"X-Nul: a\x00b\r\n\r\n{}",
        b"X-Return: a\rb\r\n\r\n{}",
    ],
)
def test_a_doubtful_frame_is_refused_and_the_connection_ends(wire, framing):
    refused(wire.ask(HEAD + framing), 400)
    assert wire.rest() == b""


@pytest.mark.parametrize(
    "line",
    [
        b"GARBAGE",
        b"GET",
        b"GET / HTTP/1",
        b"GET / HTTP/3.0",
        b"get / HTTP/1.1",
        b"G\xc3\x84T / HTTP/1.1",
        b"GET /\x00 HTTP/1.1",
        b"GET /\xff HTTP/1.1",
        b"GET ?a HTTP/1.1",
        b"GET http://localhost HTTP/1.1",
        b"GET a:b HTTP/1.1",
        b"CONNECT localhost:80 HTTP/1.1",
        b"PRI * HTTP/2.0",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"SSH-2.0-OpenSSH_9.6",
    ],
)
def test_a_bad_request_line_is_refused_in_json(wire, line):
    refused(wire.ask(line + b"\r\nHost: localhost\r\n\r\n"), 400)
    assert wire.rest() == b""


@pytest.mark.parametrize(
    "head",
    [
        b"GET /contact/attributes HTTP/1.1\r\nX-Huge: " + b"x" * 70_000 + b"\r\n\r\n",
        b"GET /contact/attributes HTTP/1.1\r\n" + b"X-Many: x\r\n" * 7_000 + b"\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /instance?nextToken=" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"n" * 70_000,
        b"G" * 70_000,
    ],
    ids=["one header", "many headers", "path", "query", "endless name", "endless method"],
)
def test_a_huge_head_is_refused(wire, head):
    answer = wire.ask(head)
    assert answer.status in {400, 413} if head.startswith(b"GG") else answer.status == 413
    check_form(answer)


def test_a_large_head_within_the_limit_is_taken(wire, contact_id):
    headers = [f"X-Large: {'x' * 30_000}", f"X-Larger: {'x' * 30_000}"]
    assert wire.ask(update_request(contact_id, {"a": "b"}, *headers)).status == 200


def test_trailers_without_end_are_not_kept(server):
    before = server.memory_bytes()
    with Wire(server.port) as wire:
        wire.send(CHUNKED + b"2\r\n{}\r\n0\r\n")
        for _ in range(600):
            wire.send(b"X-Trailer: " + b"x" * 50_000 + b"\r\n")

        assert server.memory_bytes() - before < 10_000_000
        refused(wire.answer(), 413)


def test_a_trailer_is_no_header(server, contact_id):
    """Nothing that decides about a request may come after its body."""
    body = body_for(contact_id, {"a": "b"})
    with Wire(server.port) as wire:
        chunk = b"%x\r\n%s\r\n0\r\n" % (len(body), body)
        assert wire.ask(CHUNKED + chunk + b"Origin: http://example.com\r\n\r\n").status == 200


def test_a_pipeline_is_answered_in_order(wire, contact_id):
    requests = [update_request(contact_id, {"n": str(n)}) + get_request(contact_id) for n in range(50)]
    wire.send(b"".join(requests))

    for number in range(50):
        assert wire.answer().status == 200
        assert members_of(wire.answer()) == {"Attributes": {"n": str(number)}}


@pytest.mark.parametrize("count", [1, 5])
def test_garbage_after_good_requests_takes_no_answer_away(server, wire, contact_id, count):
    good = [update_request(contact_id, {"n": str(n)}) for n in range(count)]
    wire.send(b"".join(good) + b"GARBAGE\r\n\r\n")

    for _ in range(count):
        assert wire.answer().status == 200
    refused(wire.answer(), 400)
    assert wire.rest() == b""
    assert attributes_of(server, contact_id) == {"n": str(count - 1)}


def test_a_bad_body_after_good_requests_takes_no_answer_away(server, wire, contact_id):
    good = [update_request(contact_id, {"n": str(n)}) for n in range(3)]
    wire.send(b"".join(good) + CHUNKED + b"2\r\n{}\r\nZ\r\n")

    for _ in range(3):
        assert wire.answer().status == 200
    refused(wire.answer(), 400)
    assert wire.rest() == b""
    assert attributes_of(server, contact_id) == {"n": "2"}


def test_expect_is_answered_before_the_body(wire, contact_id):
    data = update_request(contact_id, {"a": "b"}, "Expect: 100-continue")
    head, _, body = data.partition(b"\r\n\r\n")
    wire.send(head + b"\r\n\r\n")
    time.sleep(0.1)

    assert wire.ask(body).status == 200


@pytest.mark.parametrize("protocol", ["h2c", "websocket"])
def test_an_offer_to_upgrade_is_passed_over(server, wire, contact_id, protocol):
    offer = ("Connection: Upgrade, HTTP2-Settings", f"Upgrade: {protocol}", "HTTP2-Settings: AAMAAABkAAQ")

    assert wire.ask(request("GET", f"/contact/attributes/{INSTANCE}/{contact_id}", b"", *offer)).status == 200
    assert wire.ask(get_request(contact_id)).status == 200


def test_an_offer_to_upgrade_with_a_body_is_refused_whole(server, wire, contact_id):
    """The parser leaves the body of such a request out: it must not be taken for a request of its own."""
    smuggled = update_request(contact_id, {"smuggled": "yes"})
    wire.send(HEAD + b"Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: %d\r\n\r\n" % len(smuggled))
    time.sleep(0.1)
    wire.send(smuggled)

    refused(wire.answer(), 400)
    assert wire.rest() == b""
    assert attributes_of(server, contact_id) == {}


def test_http_1_0_is_answered_and_closed(wire):
    answer = wire.ask(b"GET /instance HTTP/1.0\r\n\r\n")
    assert answer.status == 200
    assert wire.rest() == b""


def test_head_has_no_body_and_keeps_the_connection(wire, contact_id):
    answer = wire.ask(request("HEAD", "/instance"), is_head=True)
    assert (answer.status, answer.code) == (404, "UnknownOperationException")
    assert wire.ask(get_request(contact_id)).status == 200


PARTS = {
    "path": b"POST /conta",
    "header": b"POST /contact/attributes HTTP/1.1\r\nHost: loc",
    "body": HEAD + b"Content-Length: 100\r\n\r\n",
    "half a body": HEAD + b'Content-Length: 100\r\n\r\n{"InstanceId":',
    "chunk": CHUNKED + b"5\r\n{",
    "second request": request("GET", "/instance") + b"GET /inst",
}


@pytest.mark.slow
def test_a_request_that_does_not_arrive_ends_and_an_idle_connection_does_not():
    with ServerProcess("sqlite::memory:", "--request-timeout-s", "1") as server, ExitStack() as wires:

        def connect() -> Wire:
            return wires.enter_context(Wire(server.port, timeout_s=6))

        idle, silent, dripping = connect(), connect(), connect()
        contact_id = create_contact(idle)
        late = {name: connect() for name in PARTS}
        for name, part in PARTS.items():
            late[name].send(part)
        dripping.send(HEAD)
        for _ in range(25):
            dripping.send(b"X-Drip: x\r\n")
            time.sleep(0.1)

        assert late["second request"].answer().status == 200
        for wire in [*late.values(), dripping]:
            refused(wire.answer(), 408)
            assert wire.rest() == b""
        assert silent.rest() == b""
        assert get_attributes(idle, contact_id) == {}


def test_connections_beyond_the_limit_are_refused_and_do_not_count():
    with ServerProcess("sqlite::memory:", "--connections-max", "3") as server, ExitStack() as wires:

        def connect() -> Wire:
            return wires.enter_context(Wire(server.port))

        kept = [connect() for _ in range(3)]
        for wire in kept:
            assert wire.ask(request("GET", "/instance")).status == 200
        for _ in range(5):
            answer = connect().answer()
            refused(answer, 503)
            assert (answer.code, answer.headers["retry-after"]) == ("ServiceUnavailableException", "1")
        kept[0].close()
        time.sleep(0.1)

        assert connect().ask(request("GET", "/instance")).status == 200


@pytest.mark.slow
def test_stopping_does_not_wait_for_half_a_request(tmp_path):
    with ServerProcess(tmp_path / "stop.db") as server, Wire(server.port) as wire:
        wire.send(HEAD + b"Content-Length: 100\r\n\r\n{")
        time.sleep(0.1)
        began_s = time.monotonic()

        assert server.stop() == 0
        refused(wire.answer(), 503)
        assert time.monotonic() - began_s < 5
        assert not [line for line in server.log if "Traceback" in line], server.log


@pytest.mark.slow
def test_a_write_that_takes_longer_than_the_stop_may_is_told_so(tmp_path):
    store = tmp_path / "held.db"
    with ServerProcess(store, "--shutdown-timeout-s", "1") as server, Wire(server.port) as wire:
        contact_id = create_contact(wire)
        with closing(sqlite3.connect(store, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            wire.send(update_request(contact_id, {"late": "yes"}))
            time.sleep(0.1)
            server.tell_to_stop()
            refused(wire.answer(), 503)
        assert server.wait() == 0


def test_writes_beyond_the_queue_are_refused_and_the_rest_is_answered(tmp_path):
    with ServerProcess(tmp_path / "queue.db", "--waiting-writes-max", "1") as server:
        with Wire(server.port) as wire:
            contact_id = create_contact(wire)
        wires = [Wire(server.port) for _ in range(40)]
        for number, wire in enumerate(wires):
            wire.send(update_request(contact_id, {f"key-{number}": "there"}))
        answers = [wire.answer() for wire in wires]
        kept = attributes_of(server, contact_id)
        for wire in wires:
            wire.close()

    for answer in answers:
        check_form(answer)
    statuses = {answer.status for answer in answers}
    assert statuses == {200, 503}
    assert kept == {f"key-{n}": "there" for n, answer in enumerate(answers) if answer.status == 200}
