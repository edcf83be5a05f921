"""Deliveries: how far each destination has read the outbox, and what it did not take."""

from collections.abc import Sequence

import msgspec

from callslip.store.backend import Transaction
from callslip.store.outbox import Entry, entry

_ALL_MAX = 1_000


class Delivery(msgspec.Struct, frozen=True):
    """One destination: everything up to the entry `position` is delivered or among the dead letters.

    `attempts` counts the failures since the last success, `next_ms` is when the next attempt is due, `error` says
    what the last one failed of. `delivered` counts the entries that it was given, `failed` all failures.
    """

    destination: str
    position: int
    attempts: int
    next_ms: int
    error: str
    delivered: int = 0
    failed: int = 0


class DeliveryCount(msgspec.Struct, frozen=True):
    """A destination with the number of entries that wait for it and of those it did not take.

    `oldest_ms` is when the earliest of those that wait happened, None where none does.
    """

    delivery: Delivery
    waiting: int
    dead: int
    oldest_ms: int | None


class DeadLetter(msgspec.Struct, frozen=True):
    """An entry that a destination did not take; `replay` is 1 when it is to be tried again."""

    destination: str
    outbox_id: int
    instance_id: str
    contact_id: str
    event_type: str
    at_ms: int
    attempts: int
    buried_ms: int
    error: str
    replay: int


class Deliveries:
    """The destinations of a store, by name."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, destination: str, position: int) -> None:
        """A destination that hears of everything after `position`; one that is there stays as it is."""
        self._transaction.run("delivery_put", {"destination": destination, "position": position})

    def find(self, destination: str) -> Delivery | None:
        """One destination, or None."""
        row = self._transaction.one("delivery_find", {"destination": destination})
        return None if row is None else Delivery(**{name: row[name] for name in Delivery.__struct_fields__})

    def all(self) -> Sequence[DeliveryCount]:
        """Every destination in the order of names."""
        return [
            DeliveryCount(
                Delivery(**{name: row[name] for name in Delivery.__struct_fields__}),
                row["waiting"],
                row["dead"],
                row["oldest_ms"],
            )
            for row in self._transaction.all("delivery_all", {"limit": _ALL_MAX})
        ]

    def update(self, delivery: Delivery) -> None:
        """Replace what is known of a destination."""
        self._transaction.run("delivery_update", msgspec.structs.asdict(delivery))

    def delete(self, destination: str) -> bool:
        """Forget a destination with its dead letters; whether there was one."""
        key = {"destination": destination}
        self._transaction.run("dead_letter_delete_all", key)
        return self._transaction.run("delivery_delete", key) > 0

    def bury(self, destination: str, outbox_id: int, attempts: int, error: str, now_ms: int) -> None:
        """Put an entry among the dead letters; the attempts of one that was there before add up."""
        self._transaction.run(
            "dead_letter_put",
            {
                "destination": destination,
                "outbox_id": outbox_id,
                "attempts": attempts,
                "buried_ms": now_ms,
                "error": error,
            },
        )

    def dead_letters(self, destination: str, after: int, limit: int) -> Sequence[DeadLetter]:
        """Dead letters by destination and id, from the first behind these two."""
        key = {"destination": destination, "outbox_id": after, "limit": limit}
        rows = self._transaction.all("dead_letter_page", key)
        return [DeadLetter(**{name: row[name] for name in DeadLetter.__struct_fields__}) for row in rows]

    def replay(self, destination: str) -> int:
        """Let every dead letter of a destination be tried again; how many there are."""
        return self._transaction.run("dead_letter_replay", {"destination": destination})

    def next_to_replay(self, destination: str) -> Entry | None:
        """The first dead letter that is to be tried again."""
        row = self._transaction.one("dead_letter_to_replay", {"destination": destination})
        return None if row is None else entry(row)

    def raise_dead(self, destination: str, outbox_id: int) -> None:
        """A dead letter was delivered after all."""
        self._transaction.run("dead_letter_delete", {"destination": destination, "outbox_id": outbox_id})
