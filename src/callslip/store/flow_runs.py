"""Flow runs: where each stands, what happened in it, and what its flow said when it began."""

from collections.abc import Sequence

from msgspec.structs import asdict

from callslip.domain.flow_run import FlowRun
from callslip.store.backend import Row, Transaction

_COLUMNS = FlowRun.__struct_fields__


class FlowRuns:
    """The runs of all contacts."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def last(self, instance_id: str, contact_id: str) -> FlowRun | None:
        """The contact's last run, ended or not; None where it never had one."""
        row = self._transaction.one("flow_run_last", {"instance_id": instance_id, "contact_id": contact_id})
        return None if row is None else _run(row)

    def page(self, instance_id: str, contact_id: str, after: int, limit: int) -> Sequence[FlowRun]:
        """At most `limit` runs of a contact in their order, from the first number above `after`."""
        key = {"instance_id": instance_id, "contact_id": contact_id, "after": after, "limit": limit}
        return [_run(row) for row in self._transaction.all("flow_run_page", key)]

    def put(self, run: FlowRun) -> None:
        """A new run."""
        self._transaction.run("flow_run_put", asdict(run))

    def update(self, run: FlowRun) -> None:
        """Replace what can change of a run: its times but the first, its count of events, its state."""
        self._transaction.run("flow_run_update", asdict(run))

    def due(self, now_ms: int, limit: int) -> Sequence[FlowRun]:
        """Runs of all instances that go on by themselves by now, the longest due first, at most `limit`."""
        return [_run(row) for row in self._transaction.all("flow_run_due", {"now_ms": now_ms, "limit": limit})]

    def put_event(self, run: FlowRun, at_ms: int, document: str) -> None:
        """The event with the number `event_count` of a run: JSON of what came and what the run did."""
        self._transaction.run(
            "flow_run_event_put",
            {
                "instance_id": run.instance_id,
                "contact_id": run.contact_id,
                "run_number": run.number,
                "number": run.event_count,
                "at_ms": at_ms,
                "document": document,
            },
        )

    def events(self, run: FlowRun, after: int, limit: int) -> Sequence[tuple[int, str]]:
        """Times and documents of at most `limit` events of a run, in order, from the first number above `after`."""
        rows = self._transaction.all(
            "flow_run_event_page",
            {
                "instance_id": run.instance_id,
                "contact_id": run.contact_id,
                "run_number": run.number,
                "after": after,
                "limit": limit,
            },
        )
        return [(row["at_ms"], row["document"]) for row in rows]

    def find_content(self, instance_id: str, sha256: str) -> str | None:
        """The content with that checksum, or None."""
        row = self._transaction.one("flow_run_content_find", {"instance_id": instance_id, "sha256": sha256})
        return None if row is None else str(row["content"])

    def keep_content(self, instance_id: str, sha256: str, content: str) -> None:
        """Keep a content for as long as the instance is there; nothing where it is kept already."""
        self._transaction.run(
            "flow_run_content_put", {"instance_id": instance_id, "sha256": sha256, "content": content}
        )

    def delete_of_instance(self, instance_id: str) -> None:
        """Every run of the instance."""
        key = {"instance_id": instance_id}
        self._transaction.run("flow_run_event_delete_of_instance", key)
        self._transaction.run("flow_run_content_delete_of_instance", key)
        self._transaction.run("flow_run_delete_of_instance", key)


def _run(row: Row) -> FlowRun:
    return FlowRun(**{name: row[name] for name in _COLUMNS})
