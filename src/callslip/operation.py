"""What an operation is, and what it is given: a store in a transaction, time, ids and the caller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

from callslip.domain.arn import ArnMaker, contact_id_of, instance_id_of
from callslip.domain.attributes import Origin
from callslip.domain.caller import Caller
from callslip.domain.contact import Contact
from callslip.domain.ports import Clock, Ids
from callslip.domain.rules import Rules
from callslip.store import Store

_SHORTEST_MONTH_MS = 28 * 24 * 3_600_000

Access = Literal["read", "scan", "write"]
"""`read` finds by key, `scan` looks at many rows, `write` changes something."""

Members = Mapping[str, Any]
"""Input or output of an operation, in the API model's names; times are milliseconds since 1970."""


@dataclass(frozen=True, slots=True)
class World:
    """What stays the same from request to request."""

    clock: Clock
    ids: Ids
    rules: Rules
    arns: ArnMaker


@dataclass(frozen=True, slots=True)
class Context:
    """What an operation may touch. `now_ms` is one moment for the whole request."""

    store: Store
    world: World
    caller: Caller
    now_ms: int

    @property
    def floor_ms(self) -> int:
        """Contacts that began earlier are past their retention."""
        months = self.world.rules.retention_months
        return self.world.clock.months_ago_ms(months) if months else 0

    def is_kept(self, initiated_ms: int) -> bool:
        """Whether a contact that began then is within its retention; asks the calendar only near the end of it."""
        if initiated_ms > self.now_ms - self.world.rules.retention_months * _SHORTEST_MONTH_MS:
            return True
        return initiated_ms >= self.floor_ms

    def contact(self, members: Members) -> Contact:
        """The contact that InstanceId and ContactId name, by id or ARN. Raises ResourceNotFoundException."""
        instance_id, contact_id = instance_id_of(members["InstanceId"]), contact_id_of(members["ContactId"])
        return self.store.contacts.get(instance_id, contact_id, self.floor_ms)

    def origin(self) -> Origin:
        """What the history says of a change made by this request."""
        return Origin(self.caller.arn, self.now_ms, "api")

    def answer_once(
        self, instance_id: str, operation: str, token: str | None, perform: Callable[[], Members]
    ) -> Members:
        """Perform, unless a request with the same ClientToken was performed: then its answer again."""
        if not token:
            return perform()
        tokens = self.store.client_tokens
        answer = tokens.find(instance_id, operation, token, self.now_ms)
        if answer is None:
            answer = perform()
            tokens.put(instance_id, operation, token, self.now_ms, answer)
        return answer


Perform = Callable[[Context, Members], Members | None]


@dataclass(frozen=True, slots=True)
class ServedOperation:
    """A built operation; `perform` answers its output members, None for none."""

    perform: Perform
    access: Access


def operation(access: Access) -> Callable[[Perform], ServedOperation]:
    """Mark the function of an operation's file; its name is Amazon's in snake case."""
    return lambda perform: ServedOperation(perform, access)


@cache
def discover_operations() -> Mapping[str, ServedOperation]:
    """Every built operation by the name of its file: the folder is the registry."""
    package = import_module("callslip.operations")
    found: dict[str, ServedOperation] = {}
    for module in iter_modules(package.__path__):
        found[module.name] = getattr(import_module(f"callslip.operations.{module.name}"), module.name)
    return found
