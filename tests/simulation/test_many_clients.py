"""Many clients at once against a model that is a dictionary: the same end, and never half an update in between."""

import random
import threading
from collections.abc import Mapping

import pytest

from simulation.api import create_contact, get_attributes
from simulation.doors import DOORS, Door
from simulation.inspection import Row
from simulation.random_updates import BYTES_MAX, Client, Reader, Update, check_whole, fill_up, size_of

CLIENTS = 8
READERS = 2
UPDATES = 60
LEGS = (1, 2, 4)


@pytest.fixture(params=[pytest.param(each, marks=[pytest.mark.slow] * (each != "file")) for each in sorted(DOORS)])
def door(request, tmp_path):
    with DOORS[request.param](tmp_path) as opened:
        yield opened


def make_chains(door: Door) -> dict[str, str]:
    """Three chains with one to four legs; each leg with its chain's first contact."""
    chain_of = {}
    line = door.open_line()
    for legs in LEGS:
        first = contact_id = create_contact(line)
        chain_of[first] = first
        for _ in range(legs - 1):
            contact_id = create_contact(line, contact_id)
            chain_of[contact_id] = first
    line.close()
    return chain_of


def run(door: Door, clients: list[Client], readers: list[Reader]) -> None:
    """Every client sends its updates in a thread of its own; the readers read until all are done."""
    failures: list[BaseException] = []
    done = threading.Event()

    def work(steps, step) -> None:
        line = door.open_line()
        try:
            for _ in steps:
                step(line)
        except BaseException as failure:  # noqa: BLE001 - a thread's failure is the test's
            failures.append(failure)
        finally:
            line.close()

    writing = [threading.Thread(target=work, args=(range(UPDATES), client.step)) for client in clients]
    reading = [threading.Thread(target=work, args=(iter(done.is_set, True), reader.step)) for reader in readers]
    for thread in [*writing, *reading]:
        thread.start()
    for thread in writing:
        thread.join()
    done.set()
    for thread in reading:
        thread.join()
    if failures:
        raise failures[0]


def order_of(history: list[Row], by_stamp: Mapping[str, Update]) -> list[Update]:
    """The updates in the order in which the history has them."""
    stamps = dict.fromkeys(row.new for row in history if row.name.startswith("client"))
    return [by_stamp[stamp] for stamp in stamps]


def hold_against_model(history: list[Row], order: list[Update]) -> list[dict[str, str]]:
    """Perform the updates on a dictionary; every row must be as it says. The states on the way, the first empty."""
    rows = iter(history)
    states: list[dict[str, str]] = [{}]
    for update in order:
        before = states[-1]
        changes = [(name, new) for name, new in update.attributes.items() if before.get(name) != new]
        for name, new in changes:
            row = next(rows)
            assert (row.contact_id, row.name, row.old, row.new) == (update.contact_id, name, before.get(name), new)
            assert row.caller.endswith("/" + update.stamp.partition("-")[0])
        states.append({**before, **update.attributes})
        assert size_of(states[-1]) <= BYTES_MAX
    assert next(rows, None) is None, "the history has a change that no answered update made"
    return states


def check_refusals(client: Client, places: Mapping[str, int], states: Mapping[str, list[dict[str, str]]]) -> None:
    """Each update refused as too large was so for a state between this client's answers before and after it."""
    for answered, update in client.too_large:
        chain = client.chain_of[update.contact_id]
        own = [places[each.stamp] for each in client.answered if client.chain_of[each.contact_id] == chain]
        earlier = sum(client.chain_of[each.contact_id] == chain for each in client.answered[:answered])
        first = own[earlier - 1] if earlier else 0
        last = own[earlier] if earlier < len(own) else len(states[chain])
        possible = states[chain][first : last + 1]
        assert any(size_of({**state, **update.attributes}) > BYTES_MAX for state in possible), "refused without need"


def test_many_clients_leave_what_a_dictionary_would(door, chance):
    chain_of = make_chains(door)
    clients = [Client(f"client{number}", chain_of, random.Random(chance.random())) for number in range(CLIENTS)]
    readers = [Reader(chain_of, random.Random(chance.random())) for _ in range(READERS)]

    run(door, clients, readers)

    by_stamp = {update.stamp: update for client in clients for update in client.answered}
    chains = door.chains()
    states, places = {}, {}
    for initial_contact_id, chain in chains.items():
        order = order_of(chain.history, by_stamp)
        states[initial_contact_id] = hold_against_model(chain.history, order)
        places |= {update.stamp: place for place, update in enumerate(order, 1)}
        assert chain.attributes == states[initial_contact_id][-1]
    assert set(places) == set(by_stamp), "an answered update is not in the history"
    for client in clients:
        check_refusals(client, places, states)
        own = [update.stamp for update in client.answered]
        for initial_contact_id in chains:
            in_chain = [stamp for stamp in own if chain_of[by_stamp[stamp].contact_id] == initial_contact_id]
            assert sorted(in_chain, key=places.__getitem__) == in_chain, "one client's updates changed their order"
    read_back(door, chain_of, {chain: each[-1] for chain, each in states.items()})
    assert sum(len(client.too_large) for client in clients) > 0, "no update was too large: the load was too tame"
    assert all(reader.reads for reader in readers)


def read_back(door: Door, chain_of: Mapping[str, str], final: Mapping[str, dict[str, str]]) -> None:
    """Every leg shows the end state of its chain, and the limit is exact to the byte."""
    line = door.open_line()
    for contact_id, initial_contact_id in chain_of.items():
        attributes = get_attributes(line, contact_id)
        assert attributes == final[initial_contact_id]
        check_whole(attributes)
    for contact_id in chain_of:
        fill_up(line, contact_id)
    line.close()
