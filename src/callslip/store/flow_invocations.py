"""Lambda invocations that flows have asked for and nobody has answered yet."""

from collections.abc import Sequence

from msgspec.structs import asdict, replace

from callslip.domain.flow_run import Invocation
from callslip.store.backend import Transaction

_COLUMNS = Invocation.__struct_fields__


class FlowInvocations:
    """The open invocations of all instances."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(self, invocation: Invocation) -> None:
        """A new invocation."""
        self._transaction.run("flow_invocation_put", asdict(invocation))

    def due(self, now_ms: int, limit: int) -> Sequence[Invocation]:
        """Invocations that are to be begun by now, the longest due first, at most `limit`."""
        rows = self._transaction.all("flow_invocation_due", {"now_ms": now_ms, "limit": limit})
        return [Invocation(**{name: row[name] for name in _COLUMNS}) for row in rows]

    def begin(self, invocation: Invocation, again_ms: int) -> Invocation:
        """Count an attempt; unless it is answered the next one is due at `again_ms`. The invocation as it is now."""
        begun = replace(invocation, attempts=invocation.attempts + 1, next_ms=again_ms)
        self._transaction.run("flow_invocation_try", asdict(begun))
        return begun

    def delete(self, invocation: Invocation) -> bool:
        """It is answered; whether it was still open."""
        return self._transaction.run("flow_invocation_delete", asdict(invocation)) > 0

    def delete_of_instance(self, instance_id: str) -> None:
        """Every invocation of the instance."""
        self._transaction.run("flow_invocation_delete_of_instance", {"instance_id": instance_id})
