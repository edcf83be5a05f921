"""Events: what reaches a run from outside. They can be stored, and a run replays from them."""

from typing import Any

import msgspec


class Began(msgspec.Struct, frozen=True, tag=True):
    """The run starts."""


class Answered(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The answer to what the run waits for: a result, data, or an error with the reason."""

    result: str | None = None
    error: str | None = None
    data: Any = None
    reason: str = ""


class Entered(msgspec.Struct, frozen=True, tag=True):
    """The customer pressed keys: `0-9`, `*` and `#`."""

    keys: str


class TimedOut(msgspec.Struct, frozen=True, tag=True):
    """The time that the run waited with is over."""


class Happened(msgspec.Struct, frozen=True, tag=True):
    """Something that a Wait action may wait for: `CustomerReturned`, `BotParticipantDisconnected`."""

    name: str


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """The run is over from outside: the customer hung up, or an agent took the contact."""

    reason: str


Event = Began | Answered | Entered | TimedOut | Happened | Stopped
