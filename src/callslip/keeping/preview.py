"""What will go when: asked beforehand, and nothing is changed."""

from collections.abc import Iterator
from typing import Any

import msgspec

from callslip.keeping.moment import moment_text
from callslip.keeping.sweep import instances
from callslip.operation import World
from callslip.store import Backend, Store

DAY_MS = 24 * 3_600_000
LISTED_MAX = 10_000


class Prospect(msgspec.Struct, frozen=True):
    """What one instance lets go of within the days asked for; `going` is cut after 10,000 contacts."""

    instance_id: str
    months: int
    going: tuple[dict[str, Any], ...]
    held: int


def prospects(backend: Backend, world: World, days: int) -> Iterator[Prospect]:
    """For each instance what is past retention in so many days, or already. Raises StoreError."""
    for instance_id in instances(backend):
        with backend.transaction(read_only=True) as transaction:
            store = Store(transaction)
            floor = world.floor_ms(store, instance_id, days * DAY_MS)
            going = tuple(
                {"ContactId": contact_id, "InitialContactId": first, "InitiatedAt": moment_text(initiated_ms)}
                for contact_id, first, initiated_ms, _ in store.retention.expired(instance_id, floor, LISTED_MAX)
            )
            held = store.retention.held(instance_id, floor)
            yield Prospect(instance_id, world.months_of(store, instance_id), going, held)
