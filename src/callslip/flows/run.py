"""A run: a flow under way. Small, frozen, storable."""

from collections.abc import Mapping
from typing import Any

import msgspec

DISCONNECTED = "disconnected"
ENDED = "ended"
QUEUED = "queued"
TRANSFERRED_TO_AGENT = "transferred to agent"
TRANSFERRED_TO_FLOW = "transferred to flow"
TRANSFERRED_TO_THIRD_PARTY = "transferred to third party"
RETURNED = "returned"
STOPPED = "stopped"
NO_BRANCH = "no branch"
TOO_MANY_STEPS = "too many steps"

FAILURES = frozenset({NO_BRANCH, TOO_MANY_STEPS})
"""Endings that are a mistake of the flow."""


class Ending(msgspec.Struct, frozen=True):
    """How a run ended, and to what or why: the queue, the flow, the reason."""

    how: str
    detail: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """What a run waits for: an answer to `question`, at most `timeout_s` seconds (None: for ever).

    `kind` is one of `outcome.WaitKind`; `parameters` are those of the action with references filled in.
    """

    kind: str
    timeout_s: int | None
    question: Mapping[str, Any]
    parameters: Mapping[str, Any]


class Run(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a run stands.

    `at` is the action it waits in, empty before the start. `data` holds the roots of references that live and die
    with the run (`External`, `FlowAttributes`, `Lex` …), `counters` how often each Loop action went round.
    """

    flow_id: str
    at: str = ""
    data: Mapping[str, Any] = {}
    counters: Mapping[str, int] = {}
    steps: int = 0
    waiting: Waiting | None = None
    ended: Ending | None = None
