"""The world that contacts and flows live in, and the stage on which one change is played."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from callslip.domain.arn import ArnMaker
from callslip.domain.ports import Clock, Ids
from callslip.domain.rules import Rules
from callslip.store import Store


class Outside(msgspec.Struct, frozen=True):
    """Who answers for what Callslip has not: Lambda functions by ARN, name or `*`, and `flows.stubs.Stubs`.

    A function is something that can be called with the event and a context, or the answer itself.
    """

    functions: Mapping[str, Any] = msgspec.field(default_factory=dict)
    stubs: Mapping[str, Sequence[Any]] = msgspec.field(default_factory=dict)

    def find_function(self, arn: str) -> tuple[bool, Any]:
        """Whether one answers for that ARN, and which."""
        from callslip.flows.lambda_functions import find_function

        return find_function(self.functions, arn)


class World(msgspec.Struct, frozen=True):
    """What stays the same from request to request."""

    clock: Clock
    ids: Ids
    rules: Rules
    arns: ArnMaker
    page_secret: str
    """Signs pagination tokens; it is the store's, and outlives a restart."""
    outside: Outside = msgspec.field(default_factory=Outside)

    def floor_ms(self, store: Store, instance_id: str, ahead_ms: int = 0) -> int:
        """Contacts of the instance that began earlier are past retention, now or so many milliseconds ahead."""
        months = self.months_of(store, instance_id)
        return self.clock.months_ago_ms(months, ahead_ms=ahead_ms) if months else 0

    def months_of(self, store: Store, instance_id: str) -> int:
        """How many months the instance's contacts are kept, 0 for ever."""
        own = store.retention.months_of(instance_id)
        return self.rules.retention_months if own is None else own


class Stage(msgspec.Struct, frozen=True):
    """One change of contacts: inside a transaction of the store, at one moment (milliseconds since 1970)."""

    store: Store
    world: World
    at_ms: int

    def floor_ms(self, instance_id: str) -> int:
        """Contacts of the instance that began earlier are past their retention."""
        return self.world.floor_ms(self.store, instance_id)
