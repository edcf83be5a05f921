"""Ten thousand requests that no client should send: never a 500, never a hang, never a change without a 200."""

import random
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from simulation.api import INSTANCE, check_form, create_contact, get_attributes, update_request
from simulation.inspection import Inspector
from simulation.mangling import (
    BODY_MANGLERS,
    HEAD_MANGLERS,
    Draft,
    mangle,
    modelled_drafts,
    recorded_drafts,
    valid_drafts,
)
from simulation.server_process import ServerProcess, check
from simulation.wire import Answer, Closed, Wire

ANSWER_MAX_S = 5.0
"""For one request on a busy machine; a request costs well under a millisecond."""


@pytest.fixture
def store(tmp_path):
    return tmp_path / "fuzz.db"


@pytest.fixture
def server(store):
    with ServerProcess(store, "--request-timeout-s", "2") as started:
        yield started


class Conversation:
    """Requests one after another, on one connection for as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wire: Wire | None = None

    def ask(self, data: bytes, *, is_head: bool) -> Answer:
        """The answer. Raises TimeoutError, or Closed where the server ends a fresh connection without one."""
        fresh = self._wire is None
        self._wire = self._wire or Wire(self._port, ANSWER_MAX_S)
        try:
            answer = self._wire.ask(data, is_head=is_head)
        except Closed:
            self.close()
            if fresh:
                raise
            return self.ask(data, is_head=is_head)
        if answer.ends_connection:
            self.close()
        return answer

    def close(self) -> None:
        """Begin anew with the next request."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None


def check_answer(draft: Draft, answer: Answer) -> None:
    assert answer.status < 500 or answer.status == 501, answer
    check_form(answer, is_head=draft.method == "HEAD")


def drafts(chance: random.Random, contact_ids: list[str], count: int):
    """Mangled requests, some valid ones among them."""
    bases = [*valid_drafts(contact_ids) * 8, *recorded_drafts(contact_ids), *modelled_drafts(chance, 100)]
    kinds = (BODY_MANGLERS, HEAD_MANGLERS, BODY_MANGLERS + HEAD_MANGLERS)
    for _ in range(count):
        draft = chance.choice(bases)
        if chance.random() < 0.95:
            draft = mangle(chance, draft, chance.choice(kinds))
        if draft.method == "DELETE" and INSTANCE.encode() in draft.target:
            draft = replace(draft, method="GET")  # it would be right to delete everything
        yield draft


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_no_request_breaks_the_server_or_changes_anything_unless_answered_200(server, store, chance, count):
    with Wire(server.port) as wire:
        contact_ids = [create_contact(wire) for _ in range(3)]
    conversation, statuses = Conversation(server.port), Counter()

    with Inspector(store) as inspector:
        content = inspector.content()
        for number, draft in enumerate(drafts(chance, contact_ids, count)):
            shown = f"request {number}: {draft.data()[:2_000]!r}"
            try:
                answer = conversation.ask(draft.data(), is_head=draft.method == "HEAD")
                check_answer(draft, answer)
            except (AssertionError, Closed, TimeoutError) as failure:
                raise AssertionError(f"{type(failure).__name__}: {failure}\n{shown}") from failure
            statuses[answer.status] += 1
            if inspector.has_commits():
                before, content = content, inspector.content()
                assert answer.status == 200 or before == content, f"{answer}\n{shown}"
    conversation.close()

    expected = {200, 400, 403, 404, 413, 501} if count > 1_000 else {200, 400, 404}  # the others are rare
    assert expected <= set(statuses), f"the requests were too much alike: {statuses}"
    assert_well(server, store, contact_ids[0])


def assert_well(server: ServerProcess, store: Path, contact_id: str) -> None:
    """The server still answers, logged no crash, stops as it should, and its store is sound."""
    with Wire(server.port) as wire:
        assert wire.ask(update_request(contact_id, {"after": "all"})).status == 200
        assert get_attributes(wire, contact_id)["after"] == "all"
    assert server.stop() == 0
    assert not [line for line in server.log if "Traceback" in line], server.log
    check(store)


HERD = 100
HERDS = 5


def broken(chance: random.Random, contact_id: str) -> bytes:
    """A request that is never whole; or one with a damaged head, which then is about a contact that is not there."""
    kind = chance.randrange(4)
    whole = update_request("no-such-contact" if kind == 3 else contact_id, {"never": "there"})
    head, _, body = whole.partition(b"\r\n\r\n")
    if kind == 0:
        return whole[: chance.randrange(len(whole))]
    if kind < 3:
        longer = len(body) + chance.choice((1, 50, 10**6, 10**12))
        wrong = longer if kind == 1 else chance.randrange(len(body))
        return head.replace(b"Content-Length: %d" % len(body), b"Content-Length: %d" % wrong) + b"\r\n\r\n" + body
    damaged = bytearray(head)
    for _ in range(chance.randrange(1, 5)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged) + b"\r\n\r\n" + body


@pytest.mark.slow
def test_requests_that_are_never_whole_change_nothing_and_end(server, store, chance):
    with Wire(server.port) as wire:
        contact_id = create_contact(wire)
    with Inspector(store) as inspector:
        before = inspector.content()

    for _ in range(HERDS):
        herd = [(broken(chance, contact_id), Wire(server.port, ANSWER_MAX_S)) for _ in range(HERD)]
        for data, wire in herd:
            wire.send(data)
        time.sleep(0.1)
        for data, wire in herd:
            wire.half_close()
            end(data, wire)

    with Inspector(store) as inspector:
        assert inspector.content() == before
    assert_well(server, store, contact_id)


def end(data: bytes, wire: Wire) -> None:
    """The connection ends soon, with nothing or with answers in the right form."""
    while True:
        try:
            answer = wire.answer()
        except Closed as closed:
            if closed.received:
                raise AssertionError(f"half an answer to {data!r}") from closed
            break
        except TimeoutError as failure:
            raise AssertionError(f"the connection stays open: {data!r}") from failure
        assert answer.status in {400, 403, 404, 408, 413, 501}, f"{answer}\n{data!r}"
        check_form(answer)
    wire.close()


def test_half_a_request_to_delete_everything_deletes_nothing(server):
    with Wire(server.port) as wire, Wire(server.port) as other:
        contact_id = create_contact(other)
        wire.send(f"DELETE /instance/{INSTANCE} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{{}}".encode())
        time.sleep(0.1)
        wire.half_close()
        wire.rest()
        create_contact(other)  # waits behind every write before it
        assert get_attributes(other, contact_id) == {}
