import sqlite3
from contextlib import closing


def test_a_store_is_compacted(callslip, old_store, tmp_path):
    callslip("retention", "sweep", *old_store)
    done = callslip("compact", *old_store)
    assert (done.returncode, done.stdout) == (0, "store.db: compacted\n")
    assert callslip("check", *old_store).returncode == 0


def test_not_beside_a_server(callslip, serving, old_store, tmp_path):
    serving(*old_store)
    done = callslip("compact", *old_store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Stop the server" in done.stderr


def test_the_write_ahead_log_is_used_again(callslip, old_store, tmp_path):
    callslip("compact", *old_store)
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_no_store(callslip):
    assert callslip("compact", "--store", "absent.db").returncode == 1
