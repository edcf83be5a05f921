"""Files that an older Callslip wrote are brought up to date with what is in them."""

import sqlite3

import pytest

from callslip.store import Store, open_store
from callslip.store.sql import migrations, queries
from stand_ins import NOW_MS


@pytest.fixture
def old_store(tmp_path):
    """A file of schema version 1 with an ongoing contact, a scheduled one, and one that was stopped before its time."""
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as connection:
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
    with sqlite3.connect(old_store) as connection:
        text = queries()[query].text
        plan = connection.execute(f"EXPLAIN QUERY PLAN {text}", [None] * text.count("?")).fetchall()
    connection.close()
    found = {word for row in plan for word in row[3].split() if word.startswith("contacts_")}
    assert found == set(indexes)
    assert not any(row[3].startswith("SCAN contacts") for row in plan)
