"""Receipts of erasures, without any value."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from callslip.store.backend import Transaction


class Erasures:
    """One receipt for each chain and erasure; they outlive the contacts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def put(
        self, instance_id: str, initial_contact_id: str, erasure_id: str, now_ms: int, receipt: Mapping[str, Any]
    ) -> None:
        """Keep a receipt."""
        self._transaction.run(
            "erasure_put",
            {
                "instance_id": instance_id,
                "initial_contact_id": initial_contact_id,
                "erasure_id": erasure_id,
                "erased_ms": now_ms,
                "receipt": msgspec.json.encode(receipt).decode(),
            },
        )

    def all(self, instance_id: str) -> Sequence[Mapping[str, Any]]:
        """The receipts of an instance, the earliest first."""
        rows = self._transaction.all("erasure_all", {"instance_id": instance_id})
        return [msgspec.json.decode(row["receipt"]) for row in rows]

    def delete_of_instance(self, instance_id: str) -> None:
        """Every receipt of the instance."""
        self._transaction.run("erasure_delete_of_instance", {"instance_id": instance_id})
