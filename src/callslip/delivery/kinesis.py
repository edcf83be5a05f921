"""Contact records to a Kinesis data stream, as Amazon Connect streams them."""

from collections.abc import Sequence
from typing import Any

from callslip.delivery.amazon import client, fault
from callslip.delivery.message import DeliveryError, Kind, Message

_RECORDS_MAX = 500
_BYTES_MAX = 4_000_000
"""Amazon's limits for one PutRecords, the second a little below it."""


class Kinesis:
    """One record for each contact record, its JSON as it is; the partition key is the contact's id."""

    takes: frozenset[Kind] = frozenset({"contact-record"})

    def __init__(self, stream: str) -> None:
        """Raises DestinationError where boto3 is not installed."""
        self._stream = stream
        self._client: Any = client("kinesis")
        self.name = f"kinesis:{stream}"

    def deliver(self, messages: Sequence[Message]) -> None:
        """In parts as large as Kinesis takes; what failed within a part fails from the first such record on."""
        done = 0
        for part in _parts(messages):
            records = [{"Data": message.body, "PartitionKey": message.contact_id} for message in part]
            try:
                answer = self._client.put_records(StreamName=self._stream, Records=records)
            except Exception as error:
                raise DeliveryError(fault(error), done) from error
            for number, record in enumerate(answer["Records"]):
                if record.get("ErrorCode"):
                    raise DeliveryError(f"Kinesis: {record['ErrorCode']}", done + number)
            done += len(part)


def _parts(messages: Sequence[Message]) -> list[list[Message]]:
    parts: list[list[Message]] = []
    size = 0
    for message in messages:
        size += len(message.body)
        if not parts or len(parts[-1]) == _RECORDS_MAX or size > _BYTES_MAX:
            parts.append([])
            size = len(message.body)
        parts[-1].append(message)
    return parts
