import sqlite3
from contextlib import closing

from callslip.bootstrap import build
from callslip.settings import Settings


def make(path):
    build(Settings(store=str(path), instance_id="mine")).backend.close()


def test_a_copy_can_be_used_and_is_private(callslip, tmp_path):
    make(tmp_path / "store.db")
    done = callslip("backup", "copy.db", "--store", "store.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert "copy.db: a verified copy of store.db" in done.stdout
    copy = tmp_path / "copy.db"
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as connection, connection:
        assert connection.execute("SELECT instance_id FROM instances").fetchall() == [("mine",)]
    connection.close()


def test_a_running_servers_store_can_be_copied(serving, callslip, tmp_path):
    serving("--store", "store.db")
    assert callslip("backup", "copy.db", CALLSLIP_STORE="store.db").returncode == 0


def test_nothing_is_overwritten(callslip, tmp_path):
    make(tmp_path / "store.db")
    (tmp_path / "copy.db").write_text("precious")
    done = callslip("backup", "copy.db", "--store", "store.db")
    assert done.returncode == 1
    assert "not there yet" in done.stderr
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_no_store_no_copy(callslip, tmp_path):
    done = callslip("backup", "copy.db", "--store", "absent.db")
    assert (done.returncode, done.stderr) == (1, "callslip: There is no store at absent.db.\n")
    assert list(tmp_path.iterdir()) == []
