import errno
import os
import sqlite3
import subprocess
import sys

import pytest

from callslip.store.descriptor import Descriptor

LOCKED = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
connection.execute("PRAGMA journal_mode = DELETE")
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.db"


@pytest.fixture
def connection(path):
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (a)")
    yield connection
    connection.close()


@pytest.fixture
def synced(monkeypatch):
    """The descriptors that were synced."""
    numbers = []
    monkeypatch.setattr(os, "fsync", numbers.append)
    return numbers


@pytest.mark.usefixtures("connection")
def test_the_file_itself_is_synced(path, synced):
    descriptor = Descriptor(path)
    descriptor.sync()
    descriptor.sync()
    assert [os.path.samestat(os.fstat(number), path.stat()) for number in synced] == [True, True]


@pytest.mark.usefixtures("connection")
def test_a_disk_that_fails_is_told_of(path, monkeypatch):
    def fail(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output"):
        Descriptor(path).sync()


def test_the_locks_of_sqlite_stay(path, connection):
    connection.execute("SELECT * FROM t").fetchall()
    Descriptor(path).sync()
    other = subprocess.run([sys.executable, "-c", LOCKED, path], capture_output=True, text=True, check=False)
    assert "locked" in other.stderr


def test_a_number_that_means_another_file_by_now_is_looked_up_anew(tmp_path, path, synced):
    number = os.open(path, os.O_CREAT | os.O_RDWR)
    descriptor = Descriptor(path)
    descriptor.sync()
    other = os.open(tmp_path / "other", os.O_CREAT | os.O_RDWR)
    again = os.dup(number)
    os.dup2(other, number)
    descriptor.sync()
    for opened in (number, other, again):
        os.close(opened)
    assert synced == [number, again]


def test_a_file_that_nobody_has_open_is_let_be(tmp_path):
    descriptor = Descriptor(tmp_path / "none")
    descriptor.sync()
    assert descriptor.read(1, 0) == b""
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("connection")
def test_bytes_are_read_where_they_are(path):
    assert Descriptor(path).read(6, 7) == b"format"
