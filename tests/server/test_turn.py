"""Requests of one turn of the loop: answered together, and none at the cost of another."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from callslip.bootstrap import build_mock
from callslip.protocol.message import Request
from callslip.server.batch import Batch
from callslip.server.connection import Outgoing
from callslip.server.turn import Turn
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from stand_ins import FixedClock

CREATE = Request(
    "PUT",
    "/contact/create-contact",
    "",
    {},
    json.dumps({"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}).encode(),
)
LIST = Request("GET", "/instance", "", {}, b"")
UNKNOWN = Request("GET", "/no-such-path", "", {}, b"")


def attributes_of(contact_id):
    return Request("GET", f"/contact/attributes/{EXAMPLE_INSTANCE_ID}/{contact_id}", "", {}, b"")


class Failing:
    """A gateway that breaks on one path, where its own code never should."""

    def __init__(self, gateway, path):
        self._gateway = gateway
        self._path = path

    def __getattr__(self, name):
        return getattr(self._gateway, name)

    def accept(self, request):
        if request.path == self._path:
            raise LookupError("a defect")
        return self._gateway.accept(request)


@pytest.fixture
def gateway():
    gateway = build_mock(Settings(store="sqlite::memory:"), FixedClock())
    yield gateway
    gateway.backend.close()


def statuses(gateway, *requests, deaf=()):
    """The statuses of requests that came in one turn, None where there is none; those in `deaf` take no answer."""
    found = dict.fromkeys(range(len(requests)))

    def answering(number):
        def answer(response):
            if number in deaf:
                raise ConnectionError("gone")
            found[number] = response

        return answer

    async def play():
        batch = Batch(gateway, 100, lambda: None)
        with ThreadPoolExecutor(1) as scans:
            turn = Turn(gateway, batch, scans, lambda *_: None, lambda: None)
            for number, request in enumerate(requests):
                turn.begin(request, answering(number))
            assert not any(found.values()), "nothing is answered before the loop has looked at all connections"
            for _ in range(100):
                await asyncio.sleep(0.01)
                if all(found[number] for number in found if number not in deaf):
                    break
        await batch.close()

    asyncio.run(play())
    return [None if response is None else response.status for response in found.values()]


def test_reads_writes_scans_and_refusals_of_one_turn_are_all_answered(gateway):
    created = json.loads(gateway.handle(CREATE).body)["ContactId"]
    assert statuses(gateway, attributes_of(created), CREATE, UNKNOWN, LIST, CREATE, attributes_of("none")) == [
        200,
        200,
        404,
        200,
        200,
        404,
    ]


def test_who_takes_no_answer_harms_no_other(gateway):
    created = json.loads(gateway.handle(CREATE).body)["ContactId"]
    asked = (attributes_of(created), attributes_of(created), CREATE, CREATE)
    assert statuses(gateway, *asked, deaf=(0, 2)) == [None, 200, None, 200]


def test_a_defect_in_one_request_is_answered_and_harms_no_other(gateway):
    created = json.loads(gateway.handle(CREATE).body)["ContactId"]
    asked = (attributes_of(created), UNKNOWN, attributes_of(created), CREATE)
    assert statuses(Failing(gateway, UNKNOWN.path), *asked) == [200, 500, 200, 200]


def test_what_comes_when_the_server_stops_is_told_so(gateway):
    answers = []

    async def play():
        batch = Batch(gateway, 100, lambda: None)
        with ThreadPoolExecutor(1) as scans:
            turn = Turn(gateway, batch, scans, lambda *_: None, lambda: None)
            turn.close()
            for request in (CREATE, LIST, attributes_of("none")):
                turn.begin(request, answers.append)
            await asyncio.sleep(0)
        await batch.close()

    asyncio.run(play())
    assert [response.status for response in answers] == [503] * 3


class Transport:
    """Takes what is flushed, or breaks."""

    def __init__(self, *, is_broken=False):
        self.is_broken = is_broken
        self.flushed = self.aborted = False

    def flush(self):
        if self.is_broken:
            raise OSError("broken")
        self.flushed = True

    def abort(self):
        self.aborted = True


def test_a_transport_that_breaks_harms_no_other():
    transports = [Transport(), Transport(is_broken=True), Transport()]

    async def play():
        outgoing = Outgoing()
        for transport in transports:
            outgoing.add(transport, asyncio.get_running_loop())
        outgoing.flush()

    asyncio.run(play())
    assert [transport.flushed for transport in transports] == [True, False, True]
    assert [transport.aborted for transport in transports] == [False, True, False]
