"""A flow run and a Lambda invocation as they are kept: what the store needs to know of them."""

import msgspec


class FlowRun(msgspec.Struct, frozen=True):
    """One run of a contact; times in milliseconds since 1970.

    `number` counts the contact's runs from 1. `due_ms` is when it goes on by itself, None for never; `ended_ms` is None
    while it is under way. `event_count` is the number of events it has had; `state` is JSON that only the runner reads.
    """

    instance_id: str
    contact_id: str
    number: int
    flow_id: str
    begun_ms: int
    updated_ms: int
    due_ms: int | None
    ended_ms: int | None
    event_count: int
    state: str

    @property
    def is_ongoing(self) -> bool:
        """Whether it has not ended."""
        return self.ended_ms is None


class Invocation(msgspec.Struct, frozen=True):
    """A Lambda function that is still to be called for a contact.

    `attempts` is how often it was begun, `next_ms` when it is to be begun next; `document` is JSON that only the
    runner reads.
    """

    instance_id: str
    invocation_id: str
    contact_id: str
    attempts: int
    next_ms: int
    document: str
