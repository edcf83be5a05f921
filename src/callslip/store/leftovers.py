"""Texts of other tables in which values of a contact's attributes may stand, for an erasure to look through."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from callslip.store.backend import Transaction

Table = Literal["flow_runs", "flow_run_events", "flow_invocations", "holds"]


_QUERIES: Mapping[Table, tuple[str, str]] = {
    "flow_runs": ("leftover_flow_runs", "leftover_flow_runs_put"),
    "flow_run_events": ("leftover_flow_run_events", "leftover_flow_run_events_put"),
    "flow_invocations": ("leftover_flow_invocations", "leftover_flow_invocations_put"),
    "holds": ("leftover_holds", "leftover_holds_put"),
}
"""What reads the texts of a table, and what replaces one."""


class Leftover(msgspec.Struct, frozen=True):
    """One text of a table; `part`, `number` and `id` say where in it, as far as the table's key has them."""

    table: Table
    instance_id: str
    contact_id: str
    part: int
    number: int
    id: str
    text: str


class Leftovers:
    """The texts of all contacts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_contact(self, table: Table, instance_id: str, contact_id: str) -> Sequence[Leftover]:
        """Those that the table has of one contact."""
        key = {"instance_id": instance_id, "contact_id": contact_id}
        rows = self._transaction.all(_QUERIES[table][0], key)
        return [
            Leftover(table, instance_id, contact_id, row["part"], row["number"], row["id"], row["text"]) for row in rows
        ]

    def put(self, leftover: Leftover) -> None:
        """Replace one text."""
        self._transaction.run(_QUERIES[leftover.table][1], msgspec.structs.asdict(leftover))
