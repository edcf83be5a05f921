"""Files that an older Callslip wrote are brought up to date with what is in them."""

import sqlite3
from contextlib import closing
from hashlib import blake2b

import msgspec
import pytest

from callslip.domain.attributes import Origin
from callslip.store import Store, open_store
from callslip.store.checkup import find_problems
from callslip.store.sql import migrations, queries
from stand_ins import NOW_MS, CountingIds


@pytest.fixture
def old_store(tmp_path):
    """A file of schema version 1 with an ongoing contact, a scheduled one, and one that was stopped before its time."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"{migrations()[0][1]}; PRAGMA user_version = 1")
        connection.execute("INSERT INTO instances VALUES ('i', 'SAML', NULL, 1, 1, 0, '{}')")
        rows = [("going", "going", None, NOW_MS), ("later", "going", NOW_MS, None), ("never", "never", NOW_MS, None)]
        connection.executemany(
            "INSERT INTO contacts (instance_id, contact_id, initial_contact_id, channel, initiation_method, "
            "initiated_ms, updated_ms, scheduled_ms, connected_ms, details) "
            "VALUES ('i', ?, ?, 'TASK', 'API', 0, 0, ?, ?, '{}')",
            rows,
        )
        connection.execute("UPDATE contacts SET disconnected_ms = 1 WHERE contact_id = 'never'")
    connection.close()
    return path


def test_what_waits_is_due_and_trees_are_chains(old_store):
    backend = open_store(str(old_store))
    with backend.transaction() as transaction:
        contacts = Store(transaction).contacts
        assert [each.contact_id for each in contacts.due(NOW_MS, 10)] == ["later"]
        assert contacts.find("i", "later").association_id == "going"
        assert contacts.find("i", "going").expires_ms is None
    backend.close()


def chained(previous, row, salt):
    """The digest of a row as it was made when each key had one."""
    contact_id, name, old, new, caller, through, changed_ms = row
    before = "" if old is None else f"{len(old)}:{old}"
    values = blake2b(f"{salt}{before}+{new}".encode()).hexdigest()[:64]
    origin = msgspec.json.encode((contact_id, caller, through, changed_ms)).decode()
    return blake2b(f"{previous}{values}{origin}{name}".encode()).hexdigest()[:64]


@pytest.fixture
def store_of_rows_by_key(tmp_path):
    """A file of schema version 11: two keys, one older than the digests, one changed after that."""
    path = tmp_path / "keys.db"
    values = ("old", 'a "b" \\ \n', "日\x00", "")
    rows = [
        ("c", "a", None, values[0], "arn", "api", 5),
        ("c", "a", values[0], values[1], "arn", "api", 6),
        ("c", "b", None, values[2], "arn", "flow", 7),
        ("c", "b", values[2], values[3], "arn", "api", 8),
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        for _, statements in migrations()[:11]:
            connection.executescript(statements)
        connection.execute("PRAGMA user_version = 11")
        connection.execute(
            "INSERT INTO instances (instance_id, identity_management_type, inbound_calls_enabled, "
            "outbound_calls_enabled, created_ms, tags) VALUES ('i', 'SAML', 1, 1, 0, '{}')"
        )
        connection.execute(
            "INSERT INTO contacts (instance_id, contact_id, initial_contact_id, association_id, channel, "
            "initiation_method, initiated_ms, updated_ms, details) "
            "VALUES ('i', 'c', 'c', 'c', 'TASK', 'API', 5, 5, '{}')"
        )
        digest, salt = None, None
        for number, row in enumerate(rows, 1):
            if number > 1:
                salt = f"{number:032}"
                digest = chained(digest or blake2b(b'["i","c"]').hexdigest()[:64], row, salt)
            connection.execute(
                "INSERT INTO attribute_history (id, previous_id, instance_id, initial_contact_id, contact_id, name, "
                "old_value, new_value, caller, through, changed_ms, salt, digest) "
                "VALUES (?, ?, 'i', 'c', ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (number, number - 1 or None, *row, salt, digest),
            )
        document = msgspec.json.encode({"a": values[1], "b": values[3]}).decode()
        connection.execute(
            "INSERT INTO attributes (instance_id, initial_contact_id, initiated_ms, updated_ms, byte_count, "
            "change_count, last_change_id, last_digest, document) VALUES ('i', 'c', 5, 8, ?, 4, 4, ?, ?)",
            (2 + len(values[1]), digest, document),
        )
    connection.close()
    return path, rows


def test_a_history_of_rows_by_key_goes_on_by_updates(store_of_rows_by_key):
    path, rows = store_of_rows_by_key
    backend = open_store(str(path))
    with backend.transaction() as transaction:
        store = Store(transaction)
        found = store.attributes.get("i", "c")
        history = list(store.history.all("i", found))[::-1]
        assert [
            (each.contact_id, each.name, each.old, each.new, each.caller, each.through, each.changed_ms)
            for each in history
        ] == rows
        assert [each.id for each in history] == [1, 2, 3, 4]
        store.attributes.update("i", "c", found, {"a": "x", "b": "y"}, Origin("arn", 9, "api", CountingIds().new_salts))
        assert store.attributes.last_change_id == 6
    assert find_problems(backend) == []
    with backend.transaction() as transaction:
        transaction.run("history_erase", {"id": 3, "changes": f'[["b",null,"z","{3:032}"]]'})
    assert "history row 3 is not what was written" in find_problems(backend)[0]
    backend.close()


def test_keys_that_no_search_can_ask_for_leave_the_index(store_of_rows_by_key):
    path, _ = store_of_rows_by_key
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = [("i", name, "v", 5, "c") for name in ("k" * 100, "k" * 101)]
        connection.executemany("INSERT INTO attribute_index VALUES (?, ?, ?, ?, ?)", rows)
    backend = open_store(str(path))
    with backend.transaction(read_only=True) as transaction:
        asked = {"instance_id": "", "name": "", "value": "", "initiated_ms": 0, "contact_id": "", "limit": 9}
        assert [row["name"] for row in transaction.all("index_page", asked)] == ["k" * 100]
    backend.close()


@pytest.mark.parametrize(
    ("query", "indexes"),
    [
        ("contact_due", ["contacts_due"]),
        ("contact_tree_page", ["contacts_by_chain", "contacts_by_tree"]),
        ("contact_monitors", ["contacts_by_chain"]),
        ("contact_in_chain", ["contacts_by_chain"]),
    ],
)
def test_queries_use_their_indexes(old_store, query, indexes):
    open_store(str(old_store)).close()
    with closing(sqlite3.connect(old_store)) as connection, connection:
        text = queries()[query].text
        plan = connection.execute(f"EXPLAIN QUERY PLAN {text}", [None] * text.count("?")).fetchall()
    connection.close()
    found = {word for row in plan for word in row[3].split() if word.startswith("contacts_")}
    assert found == set(indexes)
    assert not any(row[3].startswith("SCAN contacts") for row in plan)
