"""Clients that count upwards in contacts' attributes, and hold a store against what they were answered."""

import json
import random
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from simulation.api import INSTANCE, get_request, members_of, update_request
from simulation.inspection import Chain, replay
from simulation.wire import Answer, Closed, Wire

TIMEOUT_S = 20.0


class Unanswered(Exception):
    """The server ended before it answered."""


class Line(Protocol):
    """A client's way to a server. Both calls raise Unanswered."""

    def update(self, contact_id: str, attributes: Mapping[str, str]) -> Answer | None:
        """None for done, or the answer that says why not."""
        ...

    def get(self, contact_id: str) -> dict[str, str]:
        """The attributes."""
        ...


class RawLine(AbstractContextManager["RawLine"]):
    """Requests by hand."""

    def __init__(self, port: int) -> None:
        try:
            self._wire = Wire(port, TIMEOUT_S)
        except OSError as error:
            raise Unanswered from error

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def update(self, contact_id: str, attributes: Mapping[str, str]) -> Answer | None:
        """See Line."""
        answer = self._ask(update_request(contact_id, attributes))
        return None if answer.status == 200 else answer

    def get(self, contact_id: str) -> dict[str, str]:
        """See Line."""
        return dict(members_of(self._ask(get_request(contact_id)))["Attributes"])

    def _ask(self, data: bytes) -> Answer:
        try:
            return self._wire.ask(data)
        except (Closed, ConnectionError) as error:
            raise Unanswered from error


class Boto3Line(AbstractContextManager["Boto3Line"]):
    """boto3, without attempts of its own."""

    _making = threading.Lock()

    def __init__(self, port: int) -> None:
        config = Config(retries={"total_max_attempts": 1}, read_timeout=TIMEOUT_S)
        with self._making:  # sessions are not made for several threads at once
            self._client: Any = boto3.session.Session().client(
                "connect",
                region_name="us-east-1",
                endpoint_url=f"http://127.0.0.1:{port}",
                aws_access_key_id="AKIDCOUNTER",
                aws_secret_access_key="not-verified-in-open-mode",
                config=config,
            )

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def update(self, contact_id: str, attributes: Mapping[str, str]) -> Answer | None:
        """See Line."""
        try:
            self._client.update_contact_attributes(
                InstanceId=INSTANCE, InitialContactId=contact_id, Attributes=attributes
            )
        except ClientError as error:
            metadata = error.response["ResponseMetadata"]
            return Answer(metadata["HTTPStatusCode"], metadata["HTTPHeaders"], json.dumps(error.response).encode())
        except BotoCoreError as error:
            raise Unanswered from error
        return None

    def get(self, contact_id: str) -> dict[str, str]:
        """See Line."""
        try:
            answer = self._client.get_contact_attributes(InstanceId=INSTANCE, InitialContactId=contact_id)
        except BotoCoreError as error:
            raise Unanswered from error
        return dict(answer["Attributes"])


@dataclass
class Counter:
    """One client: every update raises its number in one contact, under two keys of its own at once.

    `answered` has the last number answered 200 for each contact, `open` the one update that was sent and never
    answered, `history` every number answered 200 in order. `on_refusal` sees answers that are no 200.
    """

    name: str
    contacts: list[str]
    chance: random.Random
    padding_bytes_max: int = 200
    on_refusal: Callable[[Line, "Counter", str, Answer], None] | None = None
    number: int = 0
    answered: dict[str, int] = field(default_factory=dict)
    open: tuple[str, int] | None = None
    history: dict[str, list[int]] = field(default_factory=dict)

    def step(self, line: Line) -> None:
        """One update. Raises Unanswered."""
        contact_id = self.chance.choice(self.contacts)
        self.number += 1
        attributes = {
            f"{self.name}_count": str(self.number),
            f"{self.name}_padding": "x" * self.chance.randrange(self.padding_bytes_max),
            f"{self.name}_twin": str(self.number),
        }
        self.open = (contact_id, self.number)
        refusal = line.update(contact_id, attributes)
        self.open = None
        if refusal is None:
            self.note(contact_id, self.number)
        else:
            assert self.on_refusal is not None, (refusal.status, refusal.body[:300])
            self.on_refusal(line, self, contact_id, refusal)

    def note(self, contact_id: str, number: int) -> None:
        """The number is there now."""
        self.answered[contact_id] = number
        self.history.setdefault(contact_id, []).append(number)

    def count_in(self, attributes: Mapping[str, str]) -> int:
        """This client's number among a contact's attributes; fails where half an update is there."""
        count = int(attributes.get(f"{self.name}_count", "0"))
        assert count == int(attributes.get(f"{self.name}_twin", "0")), f"half an update of {self.name}"
        return count

    def settle(self, chains: Mapping[str, Chain], *, may_be_open: bool) -> None:
        """Fail unless every number answered is there, or the one after it that was sent and not answered.

        Notes what became of the open one. Without `may_be_open`, what was not answered must not be there either.
        """
        contact_open, number_open = self.open or (None, None)
        for contact_id in self.contacts:
            chain = chains[contact_id]
            count = self.count_in(chain.attributes)
            last = self.answered.get(contact_id, 0)
            if may_be_open and contact_id == contact_open and count == number_open:
                self.note(contact_id, count)
            else:
                assert count == last, f"{self.name}: {last} was answered for {contact_id}, {count} is there"
            kept = [int(row.new) for row in chain.history if row.name == f"{self.name}_count"]
            assert kept == self.history.get(contact_id, []), f"{self.name}: the history has other numbers"
        self.open = None


class Load:
    """Counters at work, each in a thread with a line of its own, until told to stop or until the server ends."""

    def __init__(self, port: int, counters: list[Counter], boto3_counters: int = 0) -> None:
        self._port = port
        self._stopping = threading.Event()
        self._failures: list[BaseException] = []
        self._boto3_counters = boto3_counters
        self._counters = counters
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        for index, counter in enumerate(self._counters):
            line = Boto3Line if index < self._boto3_counters else RawLine
            thread = threading.Thread(target=self._run, args=(counter, line))
            self._threads.append(thread)
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join(TIMEOUT_S * 2)
            assert not thread.is_alive(), "a client hangs"
        if self._failures:
            raise self._failures[0]

    def _run(self, counter: Counter, open_line: type[RawLine | Boto3Line]) -> None:
        try:
            with open_line(self._port) as line:
                while not self._stopping.is_set():
                    counter.step(line)
        except Unanswered:
            return
        except BaseException as failure:  # noqa: BLE001 - a thread's failure is the test's
            self._failures.append(failure)


def check_histories(chains: Mapping[str, Chain]) -> None:
    """Fail unless every history leads to the attributes that are there."""
    for initial_contact_id, chain in chains.items():
        assert replay(chain.history) == chain.attributes, initial_contact_id
