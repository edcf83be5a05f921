import os
import threading
from pathlib import Path

import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, StoreError, open_store
from stand_ins import NOW_MS

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


def put(backend, name):
    with backend.transaction() as transaction:
        Store(transaction).instances.put(Instance(name, "SAML", NOW_MS, alias=name))


def names(backend):
    with backend.transaction(read_only=True) as transaction:
        return [one.instance_id for one in Store(transaction).instances.page("", 99)]


def is_open(path):
    return str(path) in {os.path.realpath(link) for link in Path("/proc/self/fd").iterdir()}


def test_an_exception_undoes_the_transaction(backend):
    def fail():
        with backend.transaction() as transaction:
            Store(transaction).instances.put(Instance("a", "SAML", NOW_MS))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    put(backend, "b")
    assert names(backend) == ["b"]


def test_it_responds_while_a_read_of_the_same_thread_is_open(backend):
    answers = []

    def ask():
        with backend.transaction(read_only=True):
            answers.append(backend.responds())

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(10)
    assert answers == [True]


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


def test_a_failed_statement_is_a_store_error_and_undoes_all(backend):
    def fail():
        with backend.transaction() as transaction:
            instances = Store(transaction).instances
            instances.put(Instance("other", "SAML", NOW_MS))
            instances.put(Instance("more", "SAML", NOW_MS, alias="taken"))

    put(backend, "taken")
    with pytest.raises(StoreError):
        fail()
    assert names(backend) == ["taken"]


def test_a_read_only_transaction_cannot_write_a_file(tmp_path):
    backend = open_store(str(tmp_path / "store.db"))
    with pytest.raises(StoreError), backend.transaction(read_only=True) as transaction:
        Store(transaction).instances.put(Instance("a", "SAML", NOW_MS))
    assert names(backend) == []
    backend.close()


def test_readers_see_one_state_and_do_not_wait_for_the_writer(tmp_path):
    backend = open_store(str(tmp_path / "store.db"))
    put(backend, "a")
    with backend.transaction() as transaction:
        Store(transaction).instances.put(Instance("b", "SAML", NOW_MS))
        seen = []
        reader = threading.Thread(target=lambda: seen.append(names(backend)))
        reader.start()
        reader.join(timeout=5)
        assert seen == [["a"]]
    assert names(backend) == ["a", "b"]
    backend.close()


def test_what_was_committed_is_there_after_reopening(tmp_path):
    path = str(tmp_path / "store.db")
    first = open_store(path)
    put(first, "a")
    first.close()
    second = open_store(f"sqlite:{path}")
    assert names(second) == ["a"]
    second.close()


def test_durability_settings(tmp_path):
    backend = open_store(str(tmp_path / "store.db"))
    asked = {name: backend._writer.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert asked == {"journal_mode": "wal", "synchronous": 2}
    backend.close()


def test_a_file_of_a_newer_version_is_refused(tmp_path):
    path = str(tmp_path / "store.db")
    backend = open_store(path)
    backend._writer.execute("PRAGMA user_version = 999")
    backend.close()
    with pytest.raises(StoreError, match=r"version 999.*newer Callslip"):
        open_store(path)
    assert not is_open(path)


@pytest.mark.parametrize(
    ("url", "message"), [("mysql://x", "No store for 'mysql'"), ("/no/such/folder/x.db", "Cannot open the store")]
)
def test_urls_that_cannot_be(url, message):
    with pytest.raises(StoreError, match=message):
        open_store(url)


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database" * 100)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(path))
    assert not is_open(path)


def test_a_backup_is_whole_and_never_overwrites(backend, tmp_path):
    put(backend, "a")
    target = tmp_path / "copy.db"
    backend.backup(target)
    copy = open_store(str(target))
    assert names(copy) == ["a"]
    copy.close()
    with pytest.raises(StoreError, match="Cannot make"):
        backend.backup(target)
