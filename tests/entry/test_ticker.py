"""Time passes in a server: contacts start and end by themselves, whatever went wrong a second before."""

import asyncio
import time

import boto3
import pytest

from callslip.bootstrap import build
from callslip.domain.contact import new_contact
from callslip.runner.moves import move_due_contact
from callslip.runner.world import Stage
from callslip.server import ticker
from callslip.server.ticker import Ticker
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from callslip.store import Store
from callslip.timers import BATCH_MAX, perform_due
from stand_ins import NOW_MS, FixedClock

FLOW = {"InstanceId": EXAMPLE_INSTANCE_ID, "ContactFlowId": "flow", "Name": "task"}
WEEK_MS = 7 * 24 * 3_600_000
WAIT_S = 10


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def gateway(clock, tmp_path):
    """A server's gateway over a file, with time in the test's hands."""
    gateway = build(Settings(store=str(tmp_path / "store.db")), clock)
    yield gateway
    gateway.backend.close()


@pytest.fixture
def put_task(gateway):
    """Stores a task, by a number, that expires after so many minutes."""

    def put(number, expires_minutes=1):
        members = {"ExpiryDurationInMinutes": expires_minutes}
        contact = new_contact(EXAMPLE_INSTANCE_ID, f"task-{number}", "TASK", "API", NOW_MS, members)
        with gateway.backend.transaction() as transaction:
            Store(transaction).contacts.put(contact)

    return put


def ongoing(gateway, number):
    with gateway.backend.transaction(read_only=True) as transaction:
        return Store(transaction).contacts.find(EXAMPLE_INSTANCE_ID, f"task-{number}").is_ongoing


def test_a_step_is_bounded_and_the_longest_due_come_first(gateway, clock, put_task):
    for number in range(5):
        put_task(number, expires_minutes=5 - number)
    clock.value_ms += 3_600_000
    assert perform_due(gateway.backend, gateway.world, batch_max=2) == 2
    assert [ongoing(gateway, number) for number in range(5)] == [True, True, True, False, False]
    assert [perform_due(gateway.backend, gateway.world, batch_max=2) for _ in range(3)] == [2, 1, 0]


def test_a_step_when_nothing_is_due_writes_nothing(gateway, put_task):
    put_task(1)
    with gateway.backend.transaction() as other_writer:
        assert perform_due(gateway.backend, gateway.world) == 0
        Store(other_writer).instances.get(EXAMPLE_INSTANCE_ID)


def test_what_is_not_due_is_left_alone(gateway, put_task):
    put_task(1)
    with gateway.backend.transaction() as transaction:
        store = Store(transaction)
        contact = store.contacts.find(EXAMPLE_INSTANCE_ID, "task-1")
        move_due_contact(Stage(store, gateway.world, NOW_MS), contact)
    assert ongoing(gateway, 1)


async def wait_until(condition):
    deadline_s = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline_s
        await asyncio.sleep(0.005)


def test_more_than_a_batch_is_done_without_a_pause(gateway, clock, put_task):
    for number in range(BATCH_MAX + 5):
        put_task(number)
    clock.value_ms += 60_000

    async def run():
        running = Ticker(gateway, interval_s=3_600)
        await wait_until(lambda: not any(ongoing(gateway, number) for number in range(BATCH_MAX + 5)))
        await running.close()

    asyncio.run(run())


def test_a_failure_is_logged_and_the_next_look_tries_again(gateway, clock, put_task, monkeypatch, caplog):
    put_task(1)
    looks = []

    def fail_first(backend, world):
        looks.append(clock.value_ms)
        if len(looks) == 1:
            raise OSError("no disk")
        return perform_due(backend, world)

    monkeypatch.setattr(ticker, "perform_due", fail_first)

    async def run():
        running = Ticker(gateway, interval_s=0.001)
        await wait_until(lambda: len(looks) > 1)
        assert ongoing(gateway, 1)
        clock.value_ms += 60_000
        await wait_until(lambda: not ongoing(gateway, 1))
        await running.close()

    asyncio.run(run())
    assert "what was due could not be done" in caplog.text


@pytest.mark.slow
def test_a_task_starts_on_time_in_a_real_server(serving):
    _, url = serving("--memory")
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", "region_name": "us-east-1"}
    connect = boto3.Session(**keys).client("connect", endpoint_url=url)
    starts_s = int(time.time()) + 2
    task = connect.start_task_contact(**FLOW, ScheduledTime=starts_s)["ContactId"]
    deadline_s = time.monotonic() + WAIT_S
    while True:
        contact = connect.describe_contact(InstanceId=EXAMPLE_INSTANCE_ID, ContactId=task)["Contact"]
        if "ConnectedToSystemTimestamp" in contact:
            break
        assert time.monotonic() < deadline_s
        time.sleep(0.05)
    assert contact["ConnectedToSystemTimestamp"].timestamp() == starts_s <= time.time()


def test_what_was_due_while_the_server_was_down_happens_at_its_time(gateway, clock, put_task):
    put_task(1, expires_minutes=90)
    clock.value_ms += 10 * WEEK_MS
    perform_due(gateway.backend, gateway.world)
    with gateway.backend.transaction(read_only=True) as transaction:
        contact = Store(transaction).contacts.find(EXAMPLE_INSTANCE_ID, "task-1")
    assert contact.disconnected_ms == contact.updated_ms == NOW_MS + 90 * 60_000
