"""Contact events to an EventBridge bus."""

from collections.abc import Sequence
from typing import Any

import msgspec

from callslip.delivery.amazon import client, fault
from callslip.delivery.message import DeliveryError, Kind, Message

SOURCE = "callslip.connect"
"""Amazon keeps sources that begin with `aws.` for itself and refuses them; a rule must name this one instead."""

_ENTRIES_MAX = 10
_BYTES_MAX = 240_000
"""Amazon's limits for one PutEvents, the second a little below it."""


class EventBridge:
    """The `detail` of each contact event under its detail type; EventBridge gives ids of its own."""

    takes: frozenset[Kind] = frozenset({"contact-event"})

    def __init__(self, bus: str) -> None:
        """Raises DestinationError where boto3 is not installed."""
        self._bus = bus
        self._client: Any = client("events")
        self.name = f"eventbridge:{bus}"

    def deliver(self, messages: Sequence[Message]) -> None:
        """Ten at a time at most; what failed within a part fails from the first such event on."""
        done = 0
        while done < len(messages):
            part = _part(messages[done : done + _ENTRIES_MAX])
            try:
                answer = self._client.put_events(Entries=[self._entry(message) for message in part])
            except Exception as error:
                raise DeliveryError(fault(error), done) from error
            for number, entry in enumerate(answer["Entries"]):
                if entry.get("ErrorCode"):
                    raise DeliveryError(f"EventBridge: {entry['ErrorCode']}", done + number)
            done += len(part)

    def _entry(self, message: Message) -> dict[str, Any]:
        event = msgspec.json.decode(message.body)
        return {
            "Time": message.at_ms / 1000,
            "Source": SOURCE,
            "Resources": event["resources"],
            "DetailType": event["detail-type"],
            "Detail": msgspec.json.encode(event["detail"]).decode(),
            "EventBusName": self._bus,
        }


def _part(messages: Sequence[Message]) -> Sequence[Message]:
    """The first message, and those after it that fit in the same call."""
    size = 0
    for number, message in enumerate(messages):
        size += len(message.body)
        if number and size > _BYTES_MAX:
            return messages[:number]
    return messages
