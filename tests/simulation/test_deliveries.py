"""Deliveries lose nothing: server killed, receiver failing, and every attribute can be rebuilt from what came."""

import json
import random
import sqlite3
import time
from pathlib import Path

import pytest

from simulation.api import INSTANCE, create_contact, members_of
from simulation.counters import Counter, Load
from simulation.inspection import Inspector
from simulation.receiving import Receiver, read_lines, rebuild_from_events, rebuild_from_records
from simulation.server_process import ServerProcess, check
from simulation.wire import Wire, request

SECRET = b"sixteen bytes or more"
KILLS = 10
CONTACTS = 6
CLIENTS = 4
PATIENCE_S = 60


@pytest.mark.slow
def test_attributes_are_rebuilt_after_ten_kills(tmp_path, chance):
    store, out, secret = tmp_path / "store.db", tmp_path / "out.jsonl", tmp_path / "secret"
    secret.touch(mode=0o600)
    secret.write_bytes(SECRET)
    with Receiver(SECRET, chance) as receiver:
        options = ["--deliver-to", f"file:{out} {receiver.url}", "--webhook-secret-file", str(secret)]
        counters = prepare(store, options, chance)
        for _ in range(KILLS):
            with ServerProcess(store, *options) as server, Load(server.port, counters):
                time.sleep(chance.uniform(0.3, 1.0))
                server.kill()
        with ServerProcess(store, *options) as server:
            with Wire(server.port) as wire:
                end(wire, counters[0].contacts)
            wait_for_nothing_left(store)
            assert server.stop() == 0
        check(store)
        with Inspector(store) as inspector:
            kept = {name: chain.attributes for name, chain in inspector.chains().items()}
        assert sum(map(len, kept.values())) > CONTACTS, "there was no load"
        compare(read_lines(out), kept, chance)
        compare(receiver.messages, kept, chance)
        assert SECRET.decode() not in "".join(server.log)


def prepare(store: Path, options: list[str], chance: random.Random) -> list[Counter]:
    """Contacts, related ones that ended as they began, and clients that count in the first."""
    with ServerProcess(store, *options) as server, Wire(server.port) as wire:
        contacts = [create_contact(wire) for _ in range(CONTACTS)]
        for contact_id in contacts[::2]:
            leg = {"Channel": "TASK", "InitiationMethod": "API", "InitiateAs": "COMPLETED"}
            members = {"InstanceId": INSTANCE, "RelatedContactId": contact_id, **leg}
            members_of(wire.ask(request("PUT", "/contact/create-contact", json.dumps(members).encode())))
        server.kill()
    return [Counter(f"client{number}", contacts, random.Random(chance.random())) for number in range(CLIENTS)]


def end(wire: Wire, contacts: list[str]) -> None:
    """A leg that has ended for each contact, so that each has a record; an update after it."""
    for contact_id in contacts:
        task = {"InstanceId": INSTANCE, "Name": "t", "ContactFlowId": "f", "PreviousContactId": contact_id}
        leg = members_of(wire.ask(request("PUT", "/contact/task", json.dumps(task).encode())))["ContactId"]
        stop = {"InstanceId": INSTANCE, "ContactId": leg}
        members_of(wire.ask(request("POST", "/contact/stop", json.dumps(stop).encode())))
        update = {"InstanceId": INSTANCE, "InitialContactId": contact_id, "Attributes": {"ended": leg}}
        members_of(wire.ask(request("POST", "/contact/attributes", json.dumps(update).encode())))


def wait_for_nothing_left(store: Path) -> None:
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        waiting = connection.execute(
            "SELECT COUNT(*) FROM deliveries WHERE position < (SELECT MAX(id) FROM outbox)"
        ).fetchone()
        if waiting == (0,):
            assert connection.execute("SELECT COUNT(*) FROM dead_letters").fetchone() == (0,)
            connection.close()
            return
        time.sleep(0.05)
    raise AssertionError("deliveries do not come to an end")


def compare(messages, kept, chance: random.Random) -> None:
    """From any order, with duplicates, events and records each lead to what the store keeps."""
    mixed = [*messages, *chance.sample(messages, len(messages) // 3)]
    chance.shuffle(mixed)
    assert rebuild_from_events(mixed) == kept
    records = rebuild_from_records(mixed)
    ended = [attributes for attributes in kept.values() if "ended" in attributes]
    assert len(ended) == CONTACTS
    for attributes in ended:
        assert records[attributes["ended"]] == attributes
