"""A client that sends random updates, allowed and not, and what each may be answered."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation.api import get_attributes, members_of, update_request
from simulation.doors import Line
from simulation.wire import Answer

BYTES_MAX = 32_768
GROUPS = {name: [f"{name}_{number}" for number in range(size)] for name, size in {"a": 2, "b": 5, "c": 12}.items()}
_TEXTS = ("", "x", "ü", "\u20ac", "\U0001f600", "\u0000", '"\\', "\u2028", "long " * 40)
_WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"bad key": "1"}, "InvalidParameterException"),
    ({"ümlaut": "1"}, "InvalidParameterException"),
    ({"": "1"}, "InvalidParameterException"),
    ({"number": 1}, "InvalidParameterException"),
    ({"nothing": {"deep": "1"}}, "InvalidParameterException"),
    ({"long": "x" * 32_768}, "InvalidParameterException"),
)


@dataclass(frozen=True)
class Update:
    """One update that could be carried out: `stamp` is in it, under the client's own key, and in no other."""

    contact_id: str
    stamp: str
    attributes: dict[str, str]


@dataclass
class Client:
    """Random updates over every leg of every chain (`chain_of`: leg to first contact), one after another.

    `answered` are its updates answered 200, in order. `too_large` those refused for the size of what they would have
    led to, each with the number of updates answered before it.
    """

    name: str
    chain_of: Mapping[str, str]
    chance: random.Random
    answered: list[Update] = field(default_factory=list)
    too_large: list[tuple[int, Update]] = field(default_factory=list)
    _count: int = 0

    def step(self, line: Line) -> None:
        """One update, and now and then a read that must show the last one."""
        update = self._next_update()
        if self.chance.random() < 0.15:
            self._send_wrong(line, update)
            return
        answer = self._ask(line, update.contact_id, update.attributes)
        if answer.status == 200:
            self.answered.append(update)
            if self.chance.random() < 0.3:
                self._read_own(line, update)
            return
        assert answer.code == "InvalidParameterException", answer
        assert "bytes of attributes" in answer.json()["message"], answer
        self.too_large.append((len(self.answered), update))

    def _next_update(self) -> Update:
        self._count += 1
        stamp = f"{self.name}-{self._count:06}"
        attributes = {self.name: stamp}
        for group in self.chance.sample(sorted(GROUPS), self.chance.randrange(3)):
            attributes |= dict.fromkeys(GROUPS[group], stamp)
        for _ in range(self.chance.randrange(4)):
            attributes[f"free-{self.chance.randrange(6)}"] = self.chance.choice(_TEXTS)
        if self.chance.random() < 0.2:
            size = self.chance.choice((0, 10, 1_000, 20_000, 30_000, 31_500, 32_767))
            attributes[f"ballast{self.chance.randrange(2)}"] = "b" * max(0, size - self.chance.randrange(200))
        names = list(attributes)
        self.chance.shuffle(names)
        contact_id = self.chance.choice(sorted(self.chain_of))
        return Update(contact_id, stamp, {name: attributes[name] for name in names})

    def _send_wrong(self, line: Line, update: Update) -> None:
        wrong, code = self.chance.choice(_WRONG)
        contact_id = update.contact_id
        if self.chance.random() < 0.2:
            wrong, code, contact_id = {}, "ResourceNotFoundException", "no-such-contact"
        answer = self._ask(line, contact_id, {**update.attributes, **wrong})
        assert answer.code == code, answer

    def _ask(self, line: Line, contact_id: str, attributes: Mapping[str, Any]) -> Answer:
        authorization = (
            f"Authorization: AWS4-HMAC-SHA256 Credential={self.name}/20200101/us-east-1/connect/aws4_request"
        )
        return line.ask(update_request(contact_id, attributes, authorization))

    def _read_own(self, line: Line, update: Update) -> None:
        others = [leg for leg, chain in self.chain_of.items() if chain == self.chain_of[update.contact_id]]
        attributes = get_attributes(line, self.chance.choice(sorted(others)))
        assert attributes[self.name] == update.stamp, "a client does not see what it was answered"


class Reader:
    """Reads on and on: never half an update, never a step back, never too much."""

    def __init__(self, chain_of: Mapping[str, str], chance: random.Random) -> None:
        self._chain_of = chain_of
        self._chance = chance
        self._seen: dict[tuple[str, str], str] = {}
        self.reads = 0

    def step(self, line: Line) -> None:
        """One read of any leg."""
        contact_id = self._chance.choice(sorted(self._chain_of))
        attributes = get_attributes(line, contact_id)
        check_whole(attributes)
        for name, value in attributes.items():
            if name.startswith("client"):
                key = self._chain_of[contact_id], name
                assert value >= self._seen.get(key, ""), "a reader sees an older state than before"
                self._seen[key] = value
        self.reads += 1


def check_whole(attributes: Mapping[str, str]) -> None:
    """Fail where a part of an update is visible, or more than the limit."""
    for names in GROUPS.values():
        values = {attributes.get(name) for name in names}
        assert len(values) == 1, f"half an update is visible: {values}"
    assert size_of(attributes) <= BYTES_MAX


def size_of(attributes: Mapping[str, str]) -> int:
    """UTF-8 bytes of keys and values."""
    return sum(len(name.encode()) + len(value.encode()) for name, value in attributes.items())


def fill_up(line: Line, contact_id: str) -> None:
    """The limit is exact: up to the last byte, and not one more."""
    members_of(line.ask(update_request(contact_id, dict.fromkeys(("ballast0", "ballast1"), ""))))
    attributes = get_attributes(line, contact_id)
    room = BYTES_MAX - size_of(attributes)
    too_much = line.ask(update_request(contact_id, {"ballast0": "f" * (room + 1)}))
    assert too_much.code == "InvalidParameterException"
    assert get_attributes(line, contact_id) == attributes
    members_of(line.ask(update_request(contact_id, {"ballast0": "f" * room})))
    assert size_of(get_attributes(line, contact_id)) == BYTES_MAX
