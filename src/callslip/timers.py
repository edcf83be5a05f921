"""What contacts and their flows do by themselves when their time comes; whoever lets time pass asks here."""

from callslip.operation import World
from callslip.runner.world import Stage
from callslip.store import Backend, Store

BATCH_MAX = 100


def perform_due(backend: Backend, world: World, batch_max: int = BATCH_MAX) -> int:
    """Start scheduled tasks, end expired contacts and go on with flows that are due by now; how many were.

    In one transaction, the longest due first. A look when nothing is due reads two index entries and writes nothing.
    Call again while the answer is not 0: a task that starts late may have expired since. Raises StoreError.
    """
    now_ms = world.clock.now_ms()
    with backend.transaction(read_only=True) as transaction:
        store = Store(transaction)
        if not store.contacts.due(now_ms, 1) and not store.flow_runs.due(now_ms, 1):
            return 0
    with backend.transaction() as transaction:
        stage = Stage(Store(transaction), world, now_ms)
        moved = 0
        while moved < batch_max and _move_first(stage):
            moved += 1
    return moved


def _move_first(stage: Stage) -> bool:
    """Move what has been due the longest; whether there was anything."""
    from callslip.runner.moves import move_due_contact, move_due_run

    contacts, runs = stage.store.contacts.due(stage.at_ms, 1), stage.store.flow_runs.due(stage.at_ms, 1)
    if runs and (not contacts or (runs[0].due_ms or 0) <= (contacts[0].due_ms or 0)):
        move_due_run(stage, runs[0])
        return True
    for contact in contacts:
        move_due_contact(stage, contact)
    return bool(contacts)
