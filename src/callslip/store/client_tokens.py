"""ClientToken: a repeated request is answered as the first one was, for seven days."""

from collections.abc import Mapping
from typing import Any

import msgspec

from callslip.domain.client_token import KEPT_MS
from callslip.store.backend import Transaction


class ClientTokens:
    """Answers by instance, operation and token."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find(self, instance_id: str, operation: str, token: str, now_ms: int) -> tuple[Mapping[str, Any], str] | None:
        """What the first request with this token was answered, and the digest of what it said; or None."""
        row = self._transaction.one(
            "client_token_find",
            {"instance_id": instance_id, "operation": operation, "token": token, "floor_ms": now_ms - KEPT_MS},
        )
        return None if row is None else (msgspec.json.decode(row["answer"]), row["members_digest"])

    def put(
        self, instance_id: str, operation: str, token: str, now_ms: int, answer: Mapping[str, Any], digest: str
    ) -> None:
        """Keep the answer of the first request, and the digest of what it said."""
        self._transaction.run(
            "client_token_put",
            {
                "instance_id": instance_id,
                "operation": operation,
                "token": token,
                "created_ms": now_ms,
                "answer": msgspec.json.encode(answer).decode(),
                "members_digest": digest,
            },
        )

    def has_old(self, instance_id: str, now_ms: int) -> bool:
        """Whether the instance has tokens that no longer count."""
        key = {"instance_id": instance_id, "floor_ms": now_ms - KEPT_MS}
        return self._transaction.one("client_token_find_old", key) is not None

    def delete_old(self, instance_id: str, now_ms: int, limit: int) -> int:
        """At most `limit` tokens of the instance that no longer count; how many were deleted."""
        key = {"instance_id": instance_id, "floor_ms": now_ms - KEPT_MS, "limit": limit}
        return self._transaction.run("client_token_delete_old", key)

    def delete_of_instance(self, instance_id: str) -> None:
        """Every token of the instance."""
        self._transaction.run("client_token_delete_of_instance", {"instance_id": instance_id})
