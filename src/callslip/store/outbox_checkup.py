"""Looks at the outbox: what it refers to is there, and what waits leaves out no change; for `callslip check`."""

from collections.abc import Iterator

from callslip.store.backend import Backend, Row, Transaction

_PAGE = 500
_SHOWN_MAX = 100


def find_outbox_problems(backend: Backend) -> list[str]:
    """At most a hundred sentences, ids named. Raises StoreError."""
    problems: list[str] = []
    with backend.transaction(read_only=True) as transaction:
        for problem in _problems(transaction):
            problems.append(problem)
            if len(problems) == _SHOWN_MAX:
                break
    return problems


def _problems(transaction: Transaction) -> Iterator[str]:
    for row in transaction.all("outbox_check_deliveries", {"limit": _SHOWN_MAX}):
        yield f"the destination {row['destination']} is at entry {row['position']}, which the outbox never had"
    for row in transaction.all("outbox_check_dead_letters", {"limit": _SHOWN_MAX}):
        yield f"a dead letter of {row['destination']} names entry {row['outbox_id']}, which is not in the outbox"
    waiting: dict[tuple[str, str], Row] = {}
    gone: dict[str, int] = {}  # the last entry of a contact past its retention: of which chain it was, nobody knows
    for row in _entries(transaction):
        if not row["sequence"]:
            continue
        if row["initial_contact_id"] is None:
            gone[row["instance_id"]] = row["id"]
            continue
        yield from _problems_of(row)
        if row["waits"]:
            chain = (row["instance_id"], row["initial_contact_id"])
            before = waiting.get(chain)
            left_out = before is not None and before["sequence"] != row["sequence"] - row["change_count"]
            if before is not None and left_out and before["id"] > gone.get(row["instance_id"], 0):
                yield (
                    f"outbox entry {row['id']} does not go on where entry {before['id']} ended: changes of contact "
                    f"{row['initial_contact_id']} of instance {row['instance_id']} are left out"
                )
            waiting[chain] = row
    for row in waiting.values():
        if row["sequence"] < row["changes_now"] and row["id"] > gone.get(row["instance_id"], 0):
            yield (
                f"outbox entry {row['id']} is the last of contact {row['initial_contact_id']} of instance "
                f"{row['instance_id']}, which has changed since"
            )


def _entries(transaction: Transaction) -> Iterator[Row]:
    after = 0
    while rows := transaction.all("outbox_check_page", {"after": after, "limit": _PAGE}):
        yield from rows
        after = rows[-1]["id"]


def _problems_of(row: Row) -> Iterator[str]:
    owner = (row["instance_id"], row["initial_contact_id"])
    if (row["changed_instance_id"], row["changed_contact_id"]) != owner:
        yield f"outbox entry {row['id']} names history row {row['last_change_id']}, which is not one of its contact"
    if row["sequence"] > row["changes_now"]:
        yield (
            f"outbox entry {row['id']} tells of change {row['sequence']} of contact {row['initial_contact_id']} of "
            f"instance {row['instance_id']}, which has had {row['changes_now']}"
        )
