import os
import threading
from pathlib import Path

import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, StoreError, open_store
from stand_ins import NOW_MS
from stored_instances import names, put


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


@pytest.mark.parametrize("store_url", ["file", "memory"], indirect=True)
def test_a_backup_is_whole_and_never_overwrites(backend, tmp_path):
    put(backend, "a")
    target = tmp_path / "copy.db"
    backend.backup(target)
    copy = open_store(str(target))
    assert names(copy) == ["a"]
    copy.close()
    with pytest.raises(StoreError, match="Cannot make"):
        backend.backup(target)
