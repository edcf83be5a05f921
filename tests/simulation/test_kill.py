"""What was answered is on disk: SIGKILL under load, twenty times over one store; SIGTERM under load."""

import random
import time
from pathlib import Path
from typing import NoReturn

import pytest

from simulation.api import create_contact
from simulation.counters import Counter, Line, Load, Unanswered, check_histories
from simulation.inspection import Inspector
from simulation.server_process import ServerProcess, check, start
from simulation.wire import Answer, Wire

KILLS = 20
CONTACTS = 6
CLIENTS = 8
BOTO3_CLIENTS = 2


def prepare(store: Path, chance: random.Random) -> list[Counter]:
    """A store with a few contacts, and the clients that will count in them."""
    with ServerProcess(store) as server, Wire(server.port) as wire:
        contacts = [create_contact(wire) for _ in range(CONTACTS)]
        assert server.stop() == 0
    return [Counter(f"client{number}", contacts, random.Random(chance.random())) for number in range(CLIENTS)]


def settle(store: Path, counters: list[Counter], *, may_be_open: bool) -> None:
    with Inspector(store) as inspector:
        chains = inspector.chains()
    check_histories(chains)
    for counter in counters:
        counter.settle(chains, may_be_open=may_be_open)


@pytest.mark.slow
def test_every_answered_update_survives_twenty_kills(tmp_path, chance):
    store = tmp_path / "kill.db"
    counters = prepare(store, chance)

    for _ in range(KILLS):
        with ServerProcess(store) as server, Load(server.port, counters, BOTO3_CLIENTS):
            time.sleep(chance.uniform(0.05, 1.0))
            server.kill()
        if chance.random() < 0.3:
            kill_in_recovery(store, chance)
        check(store)
        settle(store, counters, may_be_open=True)

    assert all(counter.answered for counter in counters), "a client was never answered: the load was none"


def kill_in_recovery(store: Path, chance: random.Random) -> None:
    with start(store) as process:
        time.sleep(chance.uniform(0.1, 0.6))
        process.kill()


def end_when_stopping(_line: Line, _counter: Counter, _contact_id: str, answer: Answer) -> NoReturn:
    """A request that had not arrived whole when the server was told to stop is refused, and not done."""
    assert answer.status == 503, answer
    assert b"stopping" in answer.body, answer
    raise Unanswered


@pytest.mark.slow
def test_a_server_told_to_stop_answers_what_it_accepted(tmp_path, chance):
    store = tmp_path / "stop.db"
    counters = prepare(store, chance)
    for counter in counters:
        counter.on_refusal = end_when_stopping

    with ServerProcess(store) as server, Load(server.port, counters, BOTO3_CLIENTS):
        time.sleep(chance.uniform(0.5, 1.0))
        code = server.stop()

    assert code == 0, server.log
    assert sum(counter.number for counter in counters) > CLIENTS, "there was no load"
    check(store)
    settle(store, counters, may_be_open=False)
