"""Request rates: what Amazon allows at once and a second, which error says no, and that SDKs get through."""

import random
from types import SimpleNamespace

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from callslip.auth.throttle import DEFAULT_RATE, RATES, Rate, RequestRates, rate_of
from callslip.domain.caller import Caller
from callslip.domain.errors import ThrottlingException, TooManyRequestsException
from callslip.mock import mock_connect
from callslip.protocol.model import load_model
from stand_ins import FixedClock

ANA, ZOE = (Caller(f"AKID{name}", f"arn:aws:iam::123456789012:user/{name}") for name in ("ana", "zoe"))
MODEL = load_model()
FLOW = {"ContactFlowId": "flow", "Name": "task"}
DAY_MS = 24 * 3_600_000


@pytest.fixture
def clock():
    return FixedClock()


def taken(rates, operation="GetContactAttributes", caller=ANA, asked=100):
    """How many of the requests asked for get through."""
    through = 0
    for _ in range(asked):
        try:
            rates(caller, MODEL.operations[operation], {})
            through += 1
        except (ThrottlingException, TooManyRequestsException):
            continue
    return through


def test_a_burst_and_then_the_rate(clock):
    rates = RequestRates(clock, by_credential=False)

    assert taken(rates) == 15
    clock.value_ms += 99
    assert taken(rates) == 0
    clock.value_ms += 1
    assert taken(rates) == 1
    clock.value_ms += 1000
    assert taken(rates) == 10
    clock.value_ms += 3_600_000
    assert taken(rates) == 15


def test_each_operation_has_its_own(clock):
    rates = RequestRates(clock, by_credential=False)

    assert [taken(rates, name) for name in ("GetContactAttributes", "UpdateContactAttributes", "StartTaskContact")] == [
        15,
        15,
        5,
    ]


def test_an_account_shares_and_a_credential_does_not(clock):
    shared, single = (RequestRates(clock, by_credential=each) for each in (False, True))

    assert (taken(shared, caller=ANA), taken(shared, caller=ZOE)) == (15, 0)
    assert (taken(single, caller=ANA), taken(single, caller=ZOE)) == (15, 15)


def test_a_clock_set_back_gives_nothing_and_stops_nothing(clock):
    rates = RequestRates(clock, by_credential=False)
    assert taken(rates) == 15

    clock.value_ms -= 3_600_000
    assert taken(rates) == 0
    clock.value_ms += 1000
    assert taken(rates) == 10


def test_buckets_are_bounded_and_the_longest_unused_goes(clock):
    rates = RequestRates(clock, by_credential=True, buckets_max=3)
    callers = [Caller(f"AKID{number}", "arn") for number in range(4)]
    assert [taken(rates, caller=caller) for caller in callers[:3]] == [15, 15, 15]
    assert taken(rates, caller=callers[0]) == 0

    assert taken(rates, caller=callers[3]) == 15

    assert len(rates._buckets) == 3
    assert taken(rates, caller=callers[0]) == 0
    assert taken(rates, caller=callers[1]) == 15


@pytest.mark.parametrize(
    ("operation", "error"),
    [
        ("DescribeContact", ThrottlingException),
        ("UpdateContactAttributes", TooManyRequestsException),
        ("ListViews", TooManyRequestsException),
        ("StartChatContact", TooManyRequestsException),
    ],
)
def test_the_error_is_one_that_the_operation_declares(clock, operation, error):
    rates = RequestRates(clock, by_credential=False)
    taken(rates, operation)

    with pytest.raises(error, match=rf"{operation} may be called \d+ times a second, \d+ times at once"):
        rates(ANA, MODEL.operations[operation], {})


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        ("INITIATION_TIMESTAMP", 14, Rate(10, 30)),
        ("INITIATION_TIMESTAMP", 15, Rate(1, 1)),
        ("DISCONNECT_TIMESTAMP", 1, Rate(1, 1)),
    ],
)
def test_a_wide_search_is_slower(kind, days, expected):
    members = {"TimeRange": {"Type": kind, "StartTime": 0, "EndTime": days * DAY_MS}}

    assert rate_of("SearchContacts", members) == expected


def test_every_rate_is_of_an_operation_and_lets_a_retry_through_in_a_second():
    assert RATES.keys() - MODEL.operations.keys() == set()
    assert rate_of("ListQueues", {}) == DEFAULT_RATE == Rate(2, 5)
    assert all(rate.per_second >= 1 for rate in RATES.values())


@pytest.fixture
def client():
    """Makes clients with so many attempts in a retry mode."""

    def make(mode="standard", attempts=1):
        config = Config(retries={"mode": mode, "total_max_attempts": attempts})
        return boto3.Session("x", "y", region_name="us-east-1").client("connect", config=config)

    return make


def test_a_throttled_answer(client, clock):
    with mock_connect(clock=clock, throttle="account") as mock:
        once = client()
        for _ in range(5):
            once.start_task_contact(InstanceId=mock.instance_id, **FLOW)
        with pytest.raises(ClientError) as caught:
            once.start_task_contact(InstanceId=mock.instance_id, **FLOW)

    answer = caught.value.response
    assert answer["Error"]["Code"] in MODEL.operations["StartTaskContact"].errors | {"TooManyRequestsException"}
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 429
    assert answer["ResponseMetadata"]["HTTPHeaders"]["retry-after"] == "1"


@pytest.mark.parametrize("mode", ["standard", "legacy"])
def test_retries_of_boto3_get_through(client, clock, monkeypatch, mode):
    """Time is what botocore's retries sleep, and the seed decides how long that is."""
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        clock.value_ms += round(seconds * 1000)

    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=sleep))
    random.seed(1)
    with mock_connect(clock=clock, throttle="account") as mock:
        patient = client(mode, attempts=8)
        for number in range(12):
            task = {"InstanceId": mock.instance_id, **FLOW, "Attributes": {"number": str(number)}}
            patient.start_task_contact(**task)

    assert len(slept) >= 3
    assert sum(slept) >= (12 - 5) / 2 - 1


def test_throttling_is_off_unless_asked_for(client, clock):
    with mock_connect(clock=clock) as mock:
        once = client()
        for _ in range(20):
            once.describe_instance(InstanceId=mock.instance_id)
