"""The world of a rehearsal: what the customer does, and what the outside answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from callslip.flows.document import Flow
from callslip.flows.scope import Scope
from callslip.flows.stubs import Stubs

START_MS = 1_767_780_000_000
"""2026-01-07T10:00:00Z, a Wednesday: when a rehearsal begins unless it is told otherwise."""

NOTHING = "timeout"
"""Among keys: the customer presses nothing."""

_INSTANCE_ARN = "arn:aws:connect:us-east-1:111122223333:instance/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111"
_CONTACT_ID = "00000000-0000-4000-8000-000000000001"
QUEUE = {"ARN": f"{_INSTANCE_ARN}/queue/00000000-0000-4000-8000-000000000099", "Name": "BasicQueue"}
"""The target queue of a contact whose flow begins in a queue or after one."""

_WITHOUT_QUEUE = ("CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER", "CAMPAIGN")
_SUBTYPES = {"VOICE": "connect:Telephony", "CHAT": "connect:Chat", "TASK": "connect:Task", "EMAIL": "connect:Email"}


@dataclass(frozen=True, slots=True)
class World:
    """All that a flow finds outside itself.

    `keys` are what the customer presses, one entry for each time they are asked (`timeout` for nothing; when there are
    no more, nothing). `says` are what they say to bots, `happenings` the events that Wait actions get. `functions` are
    Lambda functions by ARN or name: a handler, or the answer itself. `flows` are further flows and modules by id or
    ARN. `hours` are when it is open (None: nobody knows). After `agent_after_s` seconds of messages in a queue an agent
    takes the contact. `steps_max` bounds the rehearsal.
    """

    keys: Sequence[str] = ()
    says: Sequence[str] = ()
    happenings: Sequence[str] = ()
    functions: Mapping[str, Any] = field(default_factory=dict)
    stubs: Stubs = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    hours: str | None = None
    at_ms: int = START_MS
    seed: int = 1
    agent_after_s: int = 60
    steps_max: int = 10_000

    def find_flow(self, name: str) -> Flow | None:
        """A further flow, by the name it was given or the last part of an ARN."""
        return self.flows.get(name) or self.flows.get(name.rpartition("/")[2])


def new_scope(
    channel: str = "VOICE",
    attributes: Mapping[str, str] | None = None,
    contact: Mapping[str, Any] | None = None,
    flow_type: str = "CONTACT_FLOW",
) -> Scope:
    """A contact that has just come in, with data that mean nothing; `contact` puts others over them."""
    is_voice = channel == "VOICE"
    known: dict[str, Any] = {
        "Channel": channel,
        "ContactId": _CONTACT_ID,
        "InitialContactId": _CONTACT_ID,
        "InstanceARN": _INSTANCE_ARN,
        "AwsRegion": "us-east-1",
        "InitiationMethod": "INBOUND" if is_voice else "API",
        "CustomerEndpoint": {"Address": "+12065550100", "Type": "TELEPHONE_NUMBER"} if is_voice else None,
        "SystemEndpoint": {"Address": "+12065550199", "Type": "TELEPHONE_NUMBER"} if is_voice else None,
        "SegmentAttributes": {"connect:Subtype": {"ValueString": _SUBTYPES.get(channel, "")}},
        "LanguageCode": "en-US",
        "Queue": None if flow_type in _WITHOUT_QUEUE else QUEUE,
    }
    return Scope(attributes=attributes or {}, contact={**known, **(contact or {})}, flow_type=flow_type)
