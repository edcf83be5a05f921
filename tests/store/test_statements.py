"""Statements at once, put off, and undone in part, on each database."""

import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, StoreError
from stand_ins import NOW_MS
from stored_instances import names, put

HOLD = {
    "instance_id": "i",
    "initial_contact_id": "c",
    "contact_id": "c",
    "reason": "court",
    "author": "ben",
    "placed_ms": NOW_MS,
    "released_ms": None,
    "released_by": None,
}


def test_a_savepoint_is_undone_alone(backend):
    def fail(transaction):
        with transaction.savepoint():
            Store(transaction).instances.put(Instance("b", "SAML", NOW_MS))
            raise RuntimeError

    with backend.transaction() as transaction:
        instances = Store(transaction).instances
        instances.put(Instance("a", "SAML", NOW_MS))
        with pytest.raises(RuntimeError):
            fail(transaction)
        instances.put(Instance("c", "SAML", NOW_MS))
    assert names(backend) == ["a", "c"]


def put_off(transaction, name):
    transaction.put_off("hold_put", {**HOLD, "hold_id": name})


def asked_of(instance_id):
    return {"instance_id": instance_id, "after_contact_id": "", "after_hold_id": "", "limit": 9}


def kept(backend):
    with backend.transaction(read_only=True) as transaction:
        return [row["hold_id"] for row in transaction.all("hold_page", asked_of("i"))]


def test_what_is_put_off_is_kept_at_the_end(backend):
    with backend.transaction() as transaction:
        put_off(transaction, "a")
        put_off(transaction, "b")
    assert kept(backend) == ["a", "b"]


@pytest.mark.parametrize("look", ["one", "all", "run", "many"])
def test_every_other_statement_finds_what_was_put_off(backend, look):
    given = {"instance_id": "i"}
    with backend.transaction() as transaction:
        put_off(transaction, "a")
        getattr(transaction, look)("hold_delete_of_instance", [given] if look == "many" else given)
    assert kept(backend) == []


def test_what_goes_ahead_does_not_find_it(backend):
    with backend.transaction() as transaction:
        put_off(transaction, "a")
        assert transaction.run("hold_delete_of_instance", {"instance_id": "i"}, ahead=True) == 0
        transaction.settle()
        assert transaction.run("hold_delete_of_instance", {"instance_id": "i"}, ahead=True) == 1
    assert kept(backend) == []


def test_what_is_put_off_goes_with_the_part_that_is_undone(backend):
    def fail(transaction):
        with transaction.savepoint():
            put_off(transaction, "b")
            raise RuntimeError

    with backend.transaction() as transaction:
        put_off(transaction, "a")
        with pytest.raises(RuntimeError):
            fail(transaction)
        with transaction.savepoint():
            put_off(transaction, "c")
        put_off(transaction, "d")
    assert kept(backend) == ["a", "c", "d"]


def test_what_is_put_off_goes_with_the_transaction(backend):
    def fail():
        with backend.transaction() as transaction:
            put_off(transaction, "a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    put(backend, "b")
    assert kept(backend) == []


def test_what_was_put_off_and_fails_undoes_all(backend):
    def fail():
        with backend.transaction() as transaction:
            put_off(transaction, "b")
            put_off(transaction, "a")

    with backend.transaction() as transaction:
        put_off(transaction, "a")
    with pytest.raises(StoreError):
        fail()
    assert kept(backend) == ["a"]
    put(backend, "free")


def test_no_failure_of_what_was_put_off_is_taken_for_another(backend):
    class Full:
        def __getitem__(self, name):
            raise MemoryError

    def fail():
        with backend.transaction() as transaction:
            put_off(transaction, "a")
            transaction.put_off("hold_put", Full())
            transaction.all("hold_page", asked_of("i"))

    with pytest.raises(StoreError, match="MemoryError"):
        fail()
    assert kept(backend) == []


def test_a_statement_that_is_put_off_is_a_change(backend):
    with backend.transaction() as transaction:
        before = transaction.change_count
        put_off(transaction, "a")
        put_off(transaction, "b")
        assert transaction.change_count == before + 2
        transaction.all("hold_page", asked_of("i"))
        assert transaction.change_count == before + 2
