"""What contacts do by themselves when their time comes; whoever lets time pass asks here."""

from callslip.operation import World
from callslip.runner import move_due_contact
from callslip.store import Backend, Store

BATCH_MAX = 100


def perform_due(backend: Backend, world: World, batch_max: int = BATCH_MAX) -> int:
    """Start scheduled tasks and end expired contacts that are due by now, in one transaction; how many were.

    A look when nothing is due reads one index entry and writes nothing. Call again while the answer is `batch_max`,
    and after it: a task that starts late may have expired since. Raises StoreError.
    """
    now_ms = world.clock.now_ms()
    with backend.transaction(read_only=True) as transaction:
        if not Store(transaction).contacts.due(now_ms, 1):
            return 0
    with backend.transaction() as transaction:
        store = Store(transaction)
        due = store.contacts.due(now_ms, batch_max)
        for contact in due:
            move_due_contact(store, contact.instance_id, contact.contact_id, now_ms)
    return len(due)
