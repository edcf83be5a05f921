"""Rules and holds as owners set them: checked, and kept with who set them and when."""

from collections.abc import Sequence

from callslip.domain.attributes import shown
from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.retention import check_given, check_months
from callslip.operation import World
from callslip.store import Backend, Store
from callslip.store.holds import Hold
from callslip.store.retention import RetentionRule


def retention_rules(backend: Backend) -> Sequence[RetentionRule]:
    """The instances that have a rule of their own. Raises StoreError."""
    with backend.transaction(read_only=True) as transaction:
        return Store(transaction).retention.rules()


def set_retention(backend: Backend, world: World, instance_id: str, months: int | None, author: str) -> None:
    """Keep contacts of an instance so many months, 0 for ever; None: as the server's setting says.

    Raises ResourceNotFoundException, InvalidRequestException.
    """
    check_given("by", author)
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.get(instance_id)
        if months is None:
            store.retention.delete_rule(instance_id)
        else:
            check_months(months)
            store.retention.put_rule(RetentionRule(instance_id, months, author, world.clock.now_ms()))


def place_hold(backend: Backend, world: World, named: tuple[str, str], reason: str, author: str) -> Hold:
    """Hold the chain of a contact, named by instance and id; a contact past retention too, while it is there.

    Raises ResourceNotFoundException, InvalidRequestException for an empty reason or author.
    """
    check_given("reason", reason)
    check_given("by", author)
    instance_id, contact_id = named
    with backend.transaction() as transaction:
        store = Store(transaction)
        contact = store.contacts.find(instance_id, contact_id)
        if contact is None:
            raise ResourceNotFoundException(f"No contact {shown(contact_id)} in the instance {shown(instance_id)}.")
        return store.holds.place(contact, world.ids.new_id(), reason, author, world.clock.now_ms())


def release_hold(backend: Backend, world: World, instance_id: str, hold_id: str, author: str) -> None:
    """End a hold. Raises ResourceNotFoundException."""
    check_given("by", author)
    with backend.transaction() as transaction:
        Store(transaction).holds.release(instance_id, hold_id, author, world.clock.now_ms())


def holds_of(backend: Backend, instance_id: str) -> list[Hold]:
    """The holds of an instance, released ones too. Raises StoreError."""
    with backend.transaction(read_only=True) as transaction:
        return list(Store(transaction).holds.all(instance_id))
