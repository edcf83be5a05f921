import sqlite3
from contextlib import closing

from callslip.bootstrap import build
from callslip.settings import Settings


def make(path):
    build(Settings(store=str(path), instance_id="mine")).backend.close()


def test_a_sound_store(callslip, tmp_path):
    make(tmp_path / "store.db")
    done = callslip("check", "--store", "store.db")
    assert (done.returncode, done.stdout) == (0, "store.db: no problem found\n")


def test_a_damaged_store(callslip, tmp_path):
    make(tmp_path / "store.db")
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        connection.execute("INSERT INTO attributes VALUES ('mine', 'nobody', 0, 0, 0, 0, NULL, '{}', NULL, 1)")
    connection.close()
    done = callslip("check", "--store", "store.db")
    assert done.returncode == 1
    assert "the attributes of contact nobody of instance mine have no contact" in done.stdout


def test_flags_and_the_outbox_are_looked_at(callslip, tmp_path):
    make(tmp_path / "store.db")
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        connection.execute("INSERT INTO flags VALUES ('mine', 'nobody', 'f', 'c', 'open', '', '', 0, '', '', '', 0)")
        connection.execute("INSERT INTO deliveries VALUES ('file:x', 7, 0, 0, '', 0, 0)")
    connection.close()
    assert callslip("check", "--store", "store.db").stdout.splitlines() == [
        "flag f of contact nobody of instance mine has no contact",
        "the destination file:x is at entry 7, which the outbox never had",
        "store.db: 2 problems",
    ]


def test_damaged_pages(callslip, tmp_path):
    make(tmp_path / "store.db")
    with (tmp_path / "store.db").open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    done = callslip("check", "--store", "store.db")
    assert done.returncode == 1
    assert "no problem found" not in done.stdout


def test_an_anchor_is_written_and_compared(callslip, tmp_path):
    make(tmp_path / "store.db")
    written = callslip("check", "--store", "store.db", "--write-anchor", "a.jsonl")
    assert (written.returncode, "a.jsonl: an anchor with the digest " in written.stdout) == (0, True)
    compared = callslip("check", "--store", "store.db", "--anchor", "a.jsonl")
    assert (compared.returncode, compared.stdout) == (0, "store.db: no problem found\n")
    again = callslip("check", "--store", "store.db", "--write-anchor", "a.jsonl")
    assert (again.returncode, "File exists" in again.stderr) == (1, True)
    (tmp_path / "a.jsonl").write_text("nothing")
    refused = callslip("check", "--store", "store.db", "--anchor", "a.jsonl")
    assert (refused.returncode, refused.stderr) == (1, "callslip check: a.jsonl is no anchor.\n")


def test_no_store(callslip):
    done = callslip("check", "--store", "absent.db")
    assert (done.returncode, done.stderr) == (1, "callslip: There is no store at absent.db.\n")
