"""Records in moto's Kinesis and events in moto's EventBridge lead to the attributes, the server killed in between."""

import json
import random
import socket
import time

import pytest

from moto_server import client, log_events, read_log, read_stream, serve_moto
from simulation.api import INSTANCE, members_of, update_request
from simulation.inspection import Inspector
from simulation.receiving import rebuild_from_events, rebuild_from_records
from simulation.server_process import ServerProcess
from simulation.test_deliveries import wait_for_nothing_left
from simulation.wire import Wire, request

pytestmark = [pytest.mark.client, pytest.mark.slow]

OPTIONS = ("--deliver-to", "kinesis:records eventbridge:contacts")
PATTERN = json.dumps({"source": ["callslip.connect"], "detail-type": ["Amazon Connect Contact Event"]})
CONTACTS = 4


@pytest.fixture
def moto(tmp_path, monkeypatch):
    """moto with a stream and a bus, and the environment that leads there; told by CALLSLIP's own variables never."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with serve_moto(port, tmp_path / "moto.log") as url:
        client("kinesis", url).create_stream(StreamName="records", ShardCount=2)
        log_events(url, "contacts", "seen", PATTERN)
        for service in ("KINESIS", "EVENTS", "EVENTBRIDGE"):
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service}", url)
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "any")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield url


def start(wire, name):
    members = {"InstanceId": INSTANCE, "Name": name, "ContactFlowId": "f", "Attributes": {"begun": name}}
    return members_of(wire.ask(request("PUT", "/contact/task", json.dumps(members).encode())))["ContactId"]


def test_attributes_are_rebuilt_from_kinesis_and_from_event_bridge(moto, tmp_path):
    chance = random.Random(7)
    store = tmp_path / "store.db"
    with ServerProcess(store, *OPTIONS) as server, Wire(server.port) as wire:
        contacts = [start(wire, f"t{number}") for number in range(CONTACTS)]
        server.kill()
    for turn in range(3):
        with ServerProcess(store, *OPTIONS) as server, Wire(server.port) as wire:
            for number in range(25):
                members_of(wire.ask(update_request(chance.choice(contacts), {"n": f"{turn}-{number}", "v": "é"})))
            time.sleep(chance.uniform(0.0, 0.5))
            server.kill()
    with ServerProcess(store, *OPTIONS) as server, Wire(server.port) as wire:
        for contact_id in contacts:
            stop = {"InstanceId": INSTANCE, "ContactId": contact_id}
            members_of(wire.ask(request("POST", "/contact/stop", json.dumps(stop).encode())))
            members_of(wire.ask(update_request(contact_id, {"ended": "yes"})))
        wait_for_nothing_left(store)
        assert server.stop() == 0
    with Inspector(store) as inspector:
        kept = {name: chain.attributes for name, chain in inspector.chains().items()}
    records = [{"kind": "contact-record", "body": json.loads(data)} for data in read_stream(moto, "records")]
    events = [{"kind": "contact-event", "body": json.loads(line)} for line in read_log(moto, "seen")]
    assert len(records) > CONTACTS
    records += chance.sample(records, len(records) // 2)
    events += chance.sample(events, len(events) // 2)
    chance.shuffle(records)
    chance.shuffle(events)
    assert len(kept) == CONTACTS
    assert rebuild_from_records(records) == kept
    assert rebuild_from_events(events) == kept
    assert {event["body"]["source"] for event in events} == {"callslip.connect"}
