"""Requests whose members the API model allows, made up at random: no operation fails, and the store stays sound."""

import random
from typing import Any

import pytest

from callslip.bootstrap import build_mock
from callslip.domain.caller import Caller
from callslip.domain.errors import ServiceError
from callslip.gateway import Call, Gateway
from callslip.operation import Operations
from callslip.protocol.model import Model, Operation, Shape
from callslip.protocol.validate import validate
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from callslip.store import Store
from callslip.store.checkup import find_problems
from callslip.timers import perform_due
from stand_ins import NOW_MS, CountingIds, FixedClock

CALLER = Caller("x", "arn:aws:iam::123456789012:user/ana")
DEPTH_MAX = 5
OFTEN = 0.75
TEXTS = ("a", "b", "ü", "+12065550100", "ana@example.com", "text/plain", "https://example.com", "1", "")
MEMBERS = {
    "InstanceId": (EXAMPLE_INSTANCE_ID,),
    "TagKeys": (["a"], ["a", "b"]),
    "RehydrationType": ("FROM_SEGMENT", "ENTIRE_PAST_SESSION"),
    "ClientToken": ("t", "u", "v"),
    "ScheduledTime": (NOW_MS + 60_000, NOW_MS + 10**8, NOW_MS - 1, 10**15),
    "Attributes": ({"a": "1"}, {"b": "ü" * 9_000}, {"a b": "1"}, {}),
    "SegmentAttributes": (
        {"connect:Subtype": {"ValueString": "connect:SMS"}},
        {"connect:ContactExpiry": {"ValueMap": {"ExpiryDuration": {"ValueInteger": 5}}}},
        {"own": {"ValueString": "1"}},
        {"connect:ContactExpiry": {"ValueString": "x"}},
        {},
    ),
    "SourceEndpoint": ({"Type": "CONNECT_PHONENUMBER_ARN", "Address": "a"}, {}),
    "DestinationEndpoint": ({"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}, {}),
    "NextToken": ("MTo=", "MToxIHg=", "x"),
}
"""What members of these names are, mostly."""


class Caprice:
    """Makes members up, by the model."""

    def __init__(self, model: Model, chance: random.Random) -> None:
        self._model = model
        self._chance = chance
        self.contact_ids = ["nobody"]

    def members(self, operation: Operation) -> dict[str, Any]:
        """Members of a request, the required ones among them."""
        return self._structure(operation.input, 0)

    def _structure(self, shape: Shape, depth: int) -> dict[str, Any]:
        likely = OFTEN if depth == 0 else 0.5
        names = [name for name in shape.members if name in shape.required or self._chance.random() < likely / 2]
        if shape.union:  # parsing lets through exactly one
            names = [self._chance.choice(sorted(shape.members))]
        return {name: self._member(name, shape.members[name].shape, depth + 1) for name in names}

    def _member(self, name: str, shape_name: str, depth: int) -> Any:
        if name.endswith("ContactId") and self._chance.random() < 0.95:
            return self._chance.choice(self.contact_ids)
        if name in MEMBERS and self._chance.random() < 0.9:
            return self._chance.choice(MEMBERS[name])
        return self._value(self._model.shape(shape_name), depth)

    def _value(self, shape: Shape, depth: int) -> Any:
        if shape.type == "structure":
            return self._structure(shape, depth)
        if shape.type in {"list", "map"}:
            count = max(int(shape.min or 0), 0 if depth > DEPTH_MAX else self._chance.randrange(3))
            if shape.type == "list":
                return [self._value(self._model.shape(shape.member), depth + 1) for _ in range(count)]
            key, value = self._model.shape(shape.key), self._model.shape(shape.value)
            return {self._value(key, depth + 1): self._value(value, depth + 1) for _ in range(count)}
        return self._scalar(shape)

    def _scalar(self, shape: Shape) -> Any:
        if shape.enum:
            return self._chance.choice(shape.enum)
        if shape.type == "string":
            return self._chance.choice(TEXTS)
        if shape.type == "boolean":
            return self._chance.random() < 0.5
        if shape.type == "timestamp":
            return NOW_MS + self._chance.randrange(-(10**9), 10**9)
        if shape.type in {"integer", "long"}:
            top = 2**31 - 1 if shape.type == "integer" else 2**63 - 1
            return self._chance.choice((0, 1, 60, -5, top, -top))
        return self._chance.choice((1.0, 5.0, 0.5))


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def gateway(clock):
    gateway = build_mock(Settings(store="sqlite::memory:"), clock, CountingIds())
    yield gateway
    gateway.backend.close()


def contact_operations(gateway: Gateway) -> list[Operation]:
    """Those that are served, without those that make or delete instances."""
    served = Operations()
    everything = sorted(gateway.model.operations.values(), key=lambda each: each.name)
    return [each for each in everything if each.function_name in served and "instance" not in each.function_name]


def stored_ids(gateway: Gateway) -> list[str]:
    """The ids of contacts that CountingIds has made so far."""
    with gateway.backend.transaction(read_only=True) as transaction:
        contacts = Store(transaction).contacts
        ids = (f"00000000-0000-4000-8000-{number:012}" for number in range(1, 400))
        return [each for each in ids if contacts.find(EXAMPLE_INSTANCE_ID, each) is not None]


@pytest.mark.parametrize("count", [1_000, pytest.param(20_000, marks=pytest.mark.slow)])
def test_nothing_that_the_model_allows_is_a_failure(gateway, clock, chance, count):
    operations = contact_operations(gateway)
    caprice = Caprice(gateway.model, chance)
    done = set()
    for number in range(count):
        operation = chance.choice(operations)
        members = caprice.members(operation)
        try:
            validate(operation, members)
        except ServiceError:
            continue
        call = Call(operation, gateway.operations[operation.function_name], members, CALLER, "request")
        response = gateway.complete([call])[0]
        assert response.status in {200, 501} or 400 <= response.status < 500, (operation.name, members)
        done |= {operation.name} if response.status == 200 else set()
        if number % 50 == 0:
            clock.value_ms += chance.choice((0, 60_000, 10**8))
            perform_due(gateway.backend, gateway.world)
            caprice.contact_ids = ["nobody", *stored_ids(gateway)]

    assert len(done) >= 10
    assert find_problems(gateway.backend) == []
