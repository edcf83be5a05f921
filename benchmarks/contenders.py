"""Who is measured, under which name, with which requests."""

import json
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import peers
import wire
from contacts import attributes, contact_id, spread
from plan import MIDDLE, Plan
from postgres import Postgres
from servers import Server
from wire import Signer
from wrk import Load, replay

_PER_SECOND_AT_FIRST = 2_000
_REQUESTS_MAX = 200_000
_SPARE = 1.3

Make = Callable[[str, int], Iterable[bytes]]
"""From a tag and a count to so many requests, signed now."""


@dataclass
class Contender:
    """One thing to load; it remembers how fast it was, to have enough requests the next time."""

    name: str
    load: Callable[[int, int, str, int], Load]
    only: int | None = None
    """The one number of connections at which it is measured; None for each."""
    _per_second: dict[int, float] = field(default_factory=dict)

    def run(self, connections: int, seconds: int, tag: str) -> Load:
        """Load it; `tag` (8 characters at most) marks every value of this load."""
        expected = self._per_second.get(connections, _PER_SECOND_AT_FIRST) * seconds * _SPARE
        load = self.load(connections, seconds, tag, int(min(expected, _REQUESTS_MAX)) + 2 * connections)
        self._per_second[connections] = load.per_second
        return load


def over_http(name: str, server: Server, folder: Path, make: Make, only: int | None = None) -> Contender:
    """A contender that wrk loads."""

    def load(connections: int, seconds: int, tag: str, count: int) -> Load:
        file = folder / f"{name}.requests"
        wire.write_requests(make(tag, count), file)
        return replay(server.url, file, connections, seconds)

    return Contender(name, load, only)


def update(
    name: str, server: Server, key: peers.Key, folder: Path, contacts: int, only: int | None = None
) -> Contender:
    """UpdateContactAttributes, at whoever answers it."""

    def make(tag: str, count: int) -> Iterable[bytes]:
        signer = key.signer(server.url)
        signer.check("POST", "/contact/attributes", wire.update_body(tag, 0, 0))
        return wire.updates(signer, tag, count, contacts)

    return over_http(name, server, folder, make, only)


@dataclass(frozen=True)
class Lineup:
    """Everything of one run, started."""

    callslip: Server
    on_postgres: Server
    postgres_url: str
    contenders: list[Contender]

    @classmethod
    def open(cls, stack: ExitStack, folder: Path, key: peers.Key, store: Path, plan: Plan) -> Self:
        """Start all; `stack` stops them. `store` is a prepared one.

        A quick run asks those at the middle alone that no target compares at another number of connections.
        """
        contacts, only = plan.contacts, MIDDLE if plan.quick else None
        callslip = peers.start_callslip(folder, key, store)
        stack.callback(callslip.stop)
        all_on = peers.start_all_on(folder, key, store, delivered=False)
        stack.callback(all_on.stop)
        delivered = peers.start_all_on(folder, key, store, delivered=True)
        stack.callback(delivered.stop)
        constant = peers.start_constant(folder)
        stack.callback(constant.stop)
        moto = peers.start_moto(folder, key)
        stack.callback(moto.stop)
        baseline = peers.start_baseline(folder, contacts)
        stack.callback(baseline.stop)
        postgres = Postgres(folder / "postgres", contacts)
        stack.callback(postgres.stop)
        url = postgres.new_store()
        on_postgres = peers.start_on_postgres(folder, key, store, url)
        stack.callback(on_postgres.stop)
        instance = peers.fill_moto(moto, key)
        http = [
            ("read", callslip, only, lambda tag, count: wire.reads(key.signer(callslip.url), tag, count, contacts)),
            ("moto update", moto, None, lambda tag, count: _moto_updates(key.signer(moto.url, "dynamodb"), tag, count)),
            ("moto read", moto, only, lambda _, count: [key.signer(moto.url).sign("GET", instance)] * min(count, 10)),
        ]
        return cls(
            callslip,
            on_postgres,
            url,
            [
                update("update", callslip, key, folder, contacts),
                update("all on", all_on, key, folder, contacts, MIDDLE),
                update("all on, delivered", delivered, key, folder, contacts, MIDDLE),
                update("update on PostgreSQL", on_postgres, key, folder, contacts, only),
                update("constant", constant, key, folder, contacts, only),
                *(over_http(name, server, folder, make, at) for name, server, at, make in http),
                update("FastAPI update", baseline, key, folder, contacts, only),
                Contender(
                    "pgbench upsert", lambda connections, seconds, *_: postgres.upsert(connections, seconds), only
                ),
            ],
        )


def _moto_updates(signer: Signer, tag: str, count: int) -> Iterable[bytes]:
    names = {"greetingPlayed": ":a", "customerTier": ":b", "lastIntent": ":c"}
    for serial, number in spread(count, count, tag):
        values = attributes(tag, serial)
        item = {
            "TableName": "contacts",
            "Key": {"id": {"S": contact_id(number)}},
            "UpdateExpression": "SET " + ", ".join(f"{name} = {mark}" for name, mark in names.items()),
            "ExpressionAttributeValues": {mark: {"S": values[name]} for name, mark in names.items()},
        }
        yield signer.sign("POST", "/", json.dumps(item).encode(), "DynamoDB_20120810.UpdateItem")
