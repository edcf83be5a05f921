"""Calls that are performed together: prepared at once, each seeing the ones before it, none waiting for nothing."""

import json
import sqlite3
from contextlib import closing

from msgspec.structs import replace

from callslip.bootstrap import build_mock, check_store
from callslip.perform import Call, Snapshot
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from callslip.store import StoreError
from stand_ins import FixedClock

MEMBERS = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
CREATE = Request("PUT", "/contact/create-contact", "", {}, json.dumps(MEMBERS).encode())


class Locked:
    """A store whose lock another program holds for ever; it counts how often a turn was waited for."""

    def __init__(self):
        self.waits = 0

    def transaction(self, **_):
        self.waits += 1
        raise StoreError("database is locked")


def test_writes_that_get_no_turn_are_refused_together():
    gateway = build_mock(Settings(store="sqlite::memory:"), FixedClock())
    locked = Locked()
    calls = [gateway.accept(CREATE) for _ in range(5)]
    assert all(isinstance(call, Call) for call in calls)
    answers = replace(gateway, backend=locked).complete(calls)
    gateway.backend.close()
    assert [answer.status for answer in answers] == [500] * 5
    assert locked.waits == 1


def ask(gateway, request):
    call = gateway.accept(request)
    assert isinstance(call, Call)
    return call


def update(gateway, contact_id, **attributes):
    body = {"InstanceId": EXAMPLE_INSTANCE_ID, "InitialContactId": contact_id, "Attributes": attributes}
    return ask(gateway, Request("POST", "/contact/attributes", "", {}, json.dumps(body).encode()))


def get(gateway, contact_id):
    return ask(gateway, Request("GET", f"/contact/attributes/{EXAMPLE_INSTANCE_ID}/{contact_id}", "", {}, b""))


def start(gateway, **members):
    body = json.dumps({"InstanceId": EXAMPLE_INSTANCE_ID, "Name": "task", "ContactFlowId": "any", **members}).encode()
    (answer,) = gateway.complete([ask(gateway, Request("PUT", "/contact/task", "", {}, body))])
    return json.loads(answer.body)["ContactId"]


def test_updates_of_one_chain_in_one_transaction_add_up(tmp_path):
    gateway = build_mock(Settings(store=str(tmp_path / "store.db")), FixedClock())
    first, other = start(gateway), start(gateway)
    leg = start(gateway, PreviousContactId=first)
    given = [(first, "a"), (leg, "b"), (other, "x"), (first, "c"), ("nobody", "n"), (leg, "a"), (first, "d")]
    calls = [update(gateway, contact_id, **{key: str(number)}) for number, (contact_id, key) in enumerate(given)]
    answers, commit = gateway.begin(calls)
    commit()
    assert [answer.status for answer in answers] == [200, 200, 200, 200, 404, 200, 200]
    shown = gateway.complete([get(gateway, contact_id) for contact_id in (first, leg, other, "nobody")])
    chain = {"Attributes": {"a": "5", "b": "1", "c": "3", "d": "6"}}
    assert [json.loads(answer.body) for answer in shown[:3]] == [chain, chain, {"Attributes": {"x": "2"}}]
    assert shown[3].status == 404
    gateway.backend.close()
    assert check_store(str(tmp_path / "store.db")) == []


def test_a_set_that_cannot_be_read_fails_alone(tmp_path):
    path = tmp_path / "store.db"
    gateway = build_mock(Settings(store=str(path)), FixedClock())
    sound, damaged = start(gateway), start(gateway)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE attributes SET document = '{' WHERE initial_contact_id = ?", (damaged,))
    connection.close()
    answers = gateway.complete([update(gateway, sound, a="1"), update(gateway, damaged, a="1")])
    assert [answer.status for answer in answers] == [200, 500]
    assert json.loads(gateway.complete([get(gateway, sound)])[0].body) == {"Attributes": {"a": "1"}}
    gateway.backend.close()


def test_what_cannot_be_prepared_is_performed_all_the_same(caplog):
    def fails(store, requests):
        raise ValueError

    gateway = build_mock(Settings(store="sqlite::memory:"), FixedClock())
    contact_id = start(gateway)
    calls = [update(gateway, contact_id, a="1"), update(gateway, contact_id, b="2")]
    calls = [replace(call, served=replace(call.served, prepare=fails)) for call in calls]
    assert [answer.status for answer in gateway.complete(calls)] == [200, 200]
    assert "could not be prepared" in caplog.text
    gateway.backend.close()


def test_nothing_is_begun_where_there_is_nothing_to_prepare():
    gateway = build_mock(Settings(store="sqlite::memory:"), FixedClock())
    contact_id = start(gateway)
    snapshot = Snapshot(replace(gateway, backend=Locked()))
    snapshot.prepare([])
    snapshot.prepare([get(gateway, contact_id)])
    assert snapshot._performer.backend.waits == 0
    snapshot.prepare([get(gateway, contact_id)] * 2)
    assert snapshot._performer.backend.waits == 1
    gateway.backend.close()


def test_a_database_that_is_away_is_tried_once_for_all_reads_of_a_turn():
    gateway = build_mock(Settings(store="sqlite::memory:"), FixedClock())
    call = get(gateway, start(gateway))
    snapshot = Snapshot(replace(gateway, backend=Locked()))
    for turn in (1, 2):
        snapshot.prepare([call, call])
        assert [snapshot.operate(call).status for _ in range(3)] == [500] * 3
        snapshot.end()
        assert snapshot._performer.backend.waits == turn
    gateway.backend.close()
