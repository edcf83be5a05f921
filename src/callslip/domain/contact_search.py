"""What a search for contacts asks: a range of one of their times, lists to choose from, keys with values, and tests."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from callslip.domain.contact import Contact

Values = Mapping[str, str]
Test = Callable[[Contact, Values], bool]
"""Whether a contact with these attributes of its chain is meant."""


Place = tuple[int, str]
"""A time and a contact's id: what a page goes on behind."""

MATCH: Mapping[str, Callable[[Iterable[bool]], bool]] = {
    "MATCH_ALL": all,
    "MATCH_EXACT": all,
    "MATCH_ANY": any,
    "MATCH_NONE": lambda results: not any(results),
}
"""What several criteria side by side mean. For all but texts MATCH_EXACT is MATCH_ALL (our reading)."""


class Time(msgspec.Struct, frozen=True):
    """One of a contact's times: its name in the store's queries, and where it stands."""

    name: str
    of: Callable[[Contact], int | None]


TIMES = {
    "INITIATION_TIMESTAMP": Time("initiated", lambda contact: contact.initiated_ms),
    "SCHEDULED_TIMESTAMP": Time("scheduled", lambda contact: contact.scheduled_ms),
    "CONNECTED_TO_AGENT_TIMESTAMP": Time(
        "agent_connected", lambda contact: contact.details.get("AgentInfo", {}).get("ConnectedToAgentTimestamp")
    ),
    "DISCONNECT_TIMESTAMP": Time("disconnected", lambda contact: contact.disconnected_ms),
    "ENQUEUE_TIMESTAMP": Time("enqueued", lambda contact: contact.details.get("QueueInfo", {}).get("EnqueueTimestamp")),
}
INITIATION = TIMES["INITIATION_TIMESTAMP"]


class Columns(msgspec.Struct, frozen=True):
    """Lists of which a contact must have one each; an empty list admits all."""

    channels: tuple[str, ...] = ()
    initiation_methods: tuple[str, ...] = ()
    queue_ids: tuple[str, ...] = ()
    agent_ids: tuple[str, ...] = ()


class KeyValues(msgspec.Struct, frozen=True):
    """A key, and values of which its attribute must be one."""

    key: str
    values: tuple[str, ...]

    def test(self, values: Values) -> bool:
        """Whether the attribute is one of them, letter by letter; without any, whether it is there."""
        value = values.get(self.key)
        return value is not None and (value in self.values or not self.values)


class Order(msgspec.Struct, frozen=True):
    """How results are sorted: by what (None last), and whether the least comes first."""

    key: Callable[[Contact], Any]
    ascending: bool

    def sort(self, contacts: Iterable[Contact]) -> list[Contact]:
        """The contacts in this order; those equal by the key stay as they come."""
        keyed = [(self.key(contact), contact) for contact in contacts]
        there = [pair for pair in keyed if pair[0] is not None]
        there.sort(key=lambda pair: pair[0], reverse=not self.ascending)
        return [contact for _, contact in there] + [contact for key, contact in keyed if key is None]


class Question(msgspec.Struct, frozen=True):
    """A search. Times in milliseconds since 1970, both ends included; `floor_ms` is the end of retention.

    `any_of` are attributes one of which at least a contact must have, for the store's index; it looks there as well for
    `also`, an attribute of one value that a contact must have besides. `tests` are what else must hold, looked at one
    by one; they see attributes only with `reads_attributes`. Without an `order` results come by the time, the latest
    first, or the earliest with `ascending`, which only the time of initiation can.
    """

    instance_id: str
    time: Time
    from_ms: int
    to_ms: int
    floor_ms: int
    columns: Columns = Columns()
    any_of: tuple[KeyValues, ...] = ()
    also: KeyValues | None = None
    tests: tuple[Test, ...] = ()
    reads_attributes: bool = False
    ascending: bool = False
    order: Order | None = None

    def with_attributes(self, asked: "tuple[KeyValues, ...]", match_type: str) -> "Question":
        """The question with a test on attributes."""
        match = MATCH[match_type]
        test: Test = lambda _, values: match(each.test(values) for each in asked)  # noqa: E731 - typed
        return replace(self, tests=(*self.tests, test), reads_attributes=True)

    def meets(self, contact: Contact, values: Values) -> bool:
        """Whether every test holds."""
        return all(test(contact, values) for test in self.tests)
