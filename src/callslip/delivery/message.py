"""What a destination is given, and what a destination is."""

from collections.abc import Sequence
from typing import Literal, Protocol

import msgspec

Kind = Literal["contact-event", "contact-record"]

BOTH: frozenset[Kind] = frozenset({"contact-event", "contact-record"})


class Message(msgspec.Struct, frozen=True):
    """One contact event or contact record, `body` being its JSON. A message sent again has the same id."""

    id: str
    kind: Kind
    contact_id: str
    at_ms: int
    body: bytes

    def line(self) -> bytes:
        """The message as one JSON object: `id`, `kind`, `body`; no line end in it."""
        return msgspec.json.encode({"id": self.id, "kind": self.kind, "body": msgspec.Raw(self.body)})


class DeliveryError(Exception):
    """A destination did not take all it was given; the first `delivered` messages it has. No content in the text."""

    def __init__(self, text: str, delivered: int = 0) -> None:
        super().__init__(text)
        self.delivered = delivered


class DestinationError(Exception):
    """A destination that cannot be: the text says what is wrong with it."""


class Destination(Protocol):
    """Where messages go."""

    @property
    def name(self) -> str:
        """What the destination is called in the store and in the log: no secret in it."""
        ...

    @property
    def takes(self) -> frozenset[Kind]:
        """The kinds of messages it is given."""
        ...

    def deliver(self, messages: Sequence[Message]) -> None:
        """Hand over, in order; when it returns, the destination has them for good. Raises DeliveryError."""
        ...
