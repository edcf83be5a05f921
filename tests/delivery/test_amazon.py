"""Kinesis and EventBridge with clients that answer what the test says."""

import json

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from callslip.delivery import event_bridge, kinesis
from callslip.delivery.destinations import open_destination
from callslip.delivery.message import DeliveryError, DestinationError, Message
from stand_ins import NOW_MS


class FakeClient:
    """Keeps the calls; refuses the entries whose number is in `bad`; `fails` is raised instead of an answer."""

    def __init__(self):
        self.calls = []
        self.bad = set()
        self.fails = None

    def put_records(self, **call):
        return {"Records": self._answer(call["Records"])}

    def put_events(self, **call):
        return {"Entries": self._answer(call["Entries"])}

    def _answer(self, entries):
        if self.fails:
            raise self.fails
        before = sum(len(kept) for kept in self.calls)
        self.calls.append(entries)
        return [{"ErrorCode": "Throttled"} if before + n in self.bad else {} for n in range(len(entries))]


@pytest.fixture
def client(monkeypatch):
    fake = FakeClient()
    monkeypatch.setattr(kinesis, "client", lambda _: fake)
    monkeypatch.setattr(event_bridge, "client", lambda _: fake)
    return fake


def messages(count, size=10):
    event = {"resources": ["arn"], "detail-type": "type", "detail": {"pad": "x" * size}}
    return [
        Message(f"id-{n}", "contact-event", f"c{n}", NOW_MS, json.dumps({**event, "number": n}).encode())
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("text", "count", "size", "parts"),
    [
        ("kinesis:s", 1_001, 10, [500, 500, 1]),
        ("kinesis:s", 10, 1_000_000, [3, 3, 3, 1]),
        ("eventbridge:b", 21, 10, [10, 10, 1]),
        ("eventbridge:b", 5, 100_000, [2, 2, 1]),
        ("eventbridge:b", 2, 300_000, [1, 1]),
    ],
)
def test_what_is_sent_keeps_within_amazons_limits(client, clock, text, count, size, parts):
    open_destination(text, None, clock).deliver(messages(count, size))
    assert [len(call) for call in client.calls] == parts


@pytest.mark.parametrize("text", ["kinesis:s", "eventbridge:b"])
def test_what_was_refused_is_known(client, clock, text):
    client.bad = {7, 8}
    with pytest.raises(DeliveryError, match="Throttled") as caught:
        open_destination(text, None, clock).deliver(messages(12))
    assert caught.value.delivered == 7


def test_a_refusal_in_a_later_part_counts_from_the_beginning(client, clock):
    client.bad = {13}
    with pytest.raises(DeliveryError) as caught:
        open_destination("eventbridge:b", None, clock).deliver(messages(20))
    assert caught.value.delivered == 13


@pytest.mark.parametrize("text", ["kinesis:s", "eventbridge:b"])
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ClientError({"Error": {"Code": "AccessDenied", "Message": "secret"}}, "Put"), "^answered AccessDenied$"),
        (EndpointConnectionError(endpoint_url="http://secret"), "^no answer: EndpointConnectionError$"),
    ],
)
def test_faults_are_named_without_their_message(client, clock, text, error, said):
    client.fails = error
    with pytest.raises(DeliveryError, match=said):
        open_destination(text, None, clock).deliver(messages(1))


def test_a_region_is_needed(clock, monkeypatch, tmp_path):
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    with pytest.raises(DestinationError, match="You must specify a region"):
        open_destination("kinesis:s", None, clock)
