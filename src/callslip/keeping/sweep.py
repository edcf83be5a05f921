"""The end of retention: what is past it is archived, if asked for, and deleted, a bounded batch at a time."""

from collections.abc import Iterator
from typing import Any

from callslip.keeping.changes import change_members, contact_members
from callslip.keeping.moment import day_text, moment_text
from callslip.operation import World
from callslip.store import Backend, Store
from callslip.store.archive import append
from callslip.store.retention import Leaving

BATCH_MAX = 100
_INSTANCES = 500


def sweep(backend: Backend, world: World, batch_max: int = BATCH_MAX) -> int:
    """Let go of at most about `batch_max` contacts that are past retention; how many went.

    A chain goes whole, so a few more may go. What is archived is on disk before the deletion commits; what changed
    in between stays for the next call. Call again while the answer is not 0. Raises StoreError.
    """
    gone = 0
    for instance_id in ("", *instances(backend)):
        if gone < batch_max:
            gone += _sweep_instance(backend, world, instance_id, batch_max - gone)
    return gone


def instances(backend: Backend) -> Iterator[str]:
    """The ids of all instances."""
    after = ""
    while True:
        with backend.transaction(read_only=True) as transaction:
            page = Store(transaction).instances.page(after, _INSTANCES)
        yield from (instance.instance_id for instance in page)
        if len(page) < _INSTANCES:
            return
        after = page[-1].instance_id


def _sweep_instance(backend: Backend, world: World, instance_id: str, limit: int) -> int:
    with backend.transaction(read_only=True) as transaction:
        store = Store(transaction)
        leaving = store.retention.leaving(instance_id, world.floor_ms(store, instance_id), limit)
        tokens_left = store.client_tokens.has_old(instance_id, world.clock.now_ms())
        if leaving and world.rules.retention_archive:
            lines = [line for each in leaving for line in _lines(store, each, world.clock.now_ms())]
            append(world.rules.retention_archive, f"contacts-{day_text(world.clock.now_ms())}.jsonl", lines)
    if not leaving and not tokens_left:
        return 0
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.client_tokens.delete_old(instance_id, world.clock.now_ms(), limit)
        now = set(store.retention.leaving(instance_id, world.floor_ms(store, instance_id), limit))
        unchanged = [each for each in leaving if each in now]
        for each in unchanged:
            store.retention.remove(each)
    return sum(len(each.contacts) for each in unchanged)


def _lines(store: Store, leaving: Leaving, now_ms: int) -> Iterator[dict[str, Any]]:
    """One for each contact; the history goes with the line of the chain's first contact, when the chain ends."""
    found = store.attributes.get(leaving.instance_id, leaving.initial_contact_id)
    going = {contact_id for contact_id, _ in leaving.contacts}
    chain = store.contacts.legs(leaving.instance_id, leaving.initial_contact_id)
    for contact in chain:
        if contact.contact_id not in going:
            continue
        line: dict[str, Any] = {
            "ArchivedAt": moment_text(now_ms),
            "Contact": contact_members(contact),
            "Chain": [each.contact_id for each in chain],
            "Attributes": found.values,
        }
        if leaving.ends_chain and contact.is_first:
            history = [change_members(each) for each in store.history.all(leaving.instance_id, found)]
            line |= {"History": history[::-1], "LastDigest": found.last_digest}
        yield line
