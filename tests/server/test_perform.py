"""Calls that get no transaction: none of them is performed, and none waits longer than the others."""

import json

import msgspec

from callslip.bootstrap import build_mock
from callslip.perform import Call
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
    answers = msgspec.structs.replace(gateway, backend=locked).complete(calls)
    gateway.backend.close()
    assert [answer.status for answer in answers] == [500] * 5
    assert locked.waits == 1
