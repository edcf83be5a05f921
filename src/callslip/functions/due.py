"""Which Lambda functions are to be called now; loads nothing of the flow engine, for servers without flows ask too."""

from collections.abc import Mapping
from typing import Any

import msgspec

from callslip.domain.flow_run import Invocation
from callslip.operation import World
from callslip.store import Backend, Store

_GRACE_S = 5


def take_due(backend: Backend, world: World, limit: int) -> list[Invocation]:
    """Invocations to call now, at most `limit`; a look when there are none writes nothing. Raises StoreError.

    Each is due again when no answer can come any more.
    """
    now_ms = world.clock.now_ms()
    with backend.transaction(read_only=True) as transaction:
        if not Store(transaction).flow_invocations.due(now_ms, 1):
            return []
    with backend.transaction() as transaction:
        invocations = Store(transaction).flow_invocations
        return [
            invocations.begin(invocation, now_ms + (int(call_of(invocation)["limit_s"]) + _GRACE_S) * 1000)
            for invocation in invocations.due(now_ms, limit)
        ]


def call_of(invocation: Invocation) -> Mapping[str, Any]:
    """What is to be called: `arn`, `event`, `limit_s`, `asynchronous`."""
    call: Mapping[str, Any] = msgspec.json.decode(invocation.document)
    return call
