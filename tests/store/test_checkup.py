import sqlite3
from contextlib import closing

import pytest
from msgspec.structs import replace

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.history import ERASURE
from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from callslip.store.checkup import find_problems
from stand_ins import NOW_MS, CountingIds

ORIGIN = Origin("arn", NOW_MS, "api", CountingIds().new_salts)
CHANGES = "UPDATE attribute_history SET changes = json_set(changes"


def begin(path, attributes):
    """A store with one contact that has these attributes."""
    backend = open_store(str(path))
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.put(Instance("i", "SAML", NOW_MS))
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        store.contacts.put(contact)
        store.attributes.create(contact, attributes, ORIGIN)
    return backend


def change(path, *statements):
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.fixture
def damaged(tmp_path):
    """A store whose rows a statement has tampered with; gives the problems found."""
    path = tmp_path / "store.db"
    backend = begin(path, {"a": "0", "b": "2"})
    with backend.transaction() as transaction:
        attributes = Store(transaction).attributes
        attributes.update("i", "c", attributes.get("i", "c"), {"a": "1"}, ORIGIN)

    def problems(statement):
        change(path, statement)
        return find_problems(backend)

    yield problems
    backend.close()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE attributes SET byte_count = 5", "4 bytes, the count says 5"),
        ("UPDATE attributes SET change_count = 4", "3 changes are linked, the count says 4"),
        ("UPDATE attributes SET change_count = 2", "3 changes are linked, the count says 2"),
        ("DELETE FROM attribute_history WHERE id = 2", "1 changes are linked, the count says 3"),
        ("UPDATE attributes SET last_change_id = 2", "2 changes are linked, the count says 3"),
        ("UPDATE attribute_history SET initial_contact_id = 'x' WHERE id = 2", "rows of another contact"),
        ("UPDATE attribute_history SET id = 9 WHERE id = 2", "1 changes are linked, the count says 3"),
        ("UPDATE attribute_history SET previous_id = NULL WHERE id = 3", "1 changes are linked, the count says 3"),
        ("UPDATE attribute_history SET instance_id = 'x' WHERE id = 3", "rows of another contact"),
        ("UPDATE attribute_history SET contact_id = 'x' WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[1][0]', 'x') WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[0][1]', 'x') WHERE id = 3", "history row 3 is not what was written"),
        (f"{CHANGES}, '$[1][2]', 'x') WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[1][3]', 'x') WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[1][3]', NULL) WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[1][4]', 'x') WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[0]', json(changes ->> '$[1]')) WHERE id = 2", "history row 2 is not what was written"),
        (f"{CHANGES}, '$[1][4]', NULL, '$[1][5]', 'x') WHERE id = 2", "history row 2 cannot be read"),
        ("UPDATE attribute_history SET changes = '[[' WHERE id = 2", "history row 2 cannot be read"),
        ("UPDATE attribute_history SET changes = '[]' WHERE id = 3", "history row 3 cannot be read"),
        ("UPDATE attribute_history SET changed_ms = 5 WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET caller = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET through = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET digest = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET digest = NULL WHERE id = 3", "history row 3 is not what was written"),
        ("UPDATE attributes SET last_digest = NULL", "the last digest of the history is not the one"),
        ('UPDATE attributes SET document = \'{"a": "9", "b": "2"}\'', "not what the history leads to"),
        ("UPDATE attributes SET document = '{'", "cannot be read"),
        ("DELETE FROM attributes", "contact c of instance i has no attribute set"),
        ("DELETE FROM attributes", "there are 2 history rows, from the attribute sets 0 are found"),
        ("DELETE FROM contacts", "the attributes of contact c of instance i have no contact"),
    ],
)
def test_damage_is_named(damaged, statement, problem):
    assert any(problem in sentence for sentence in damaged(statement))


def test_ids_of_changes_do_not_overlap(damaged):
    assert "has more changes than ids" in damaged("UPDATE attribute_history SET previous_id = 2 WHERE id = 2")[0]


def test_what_an_erasure_left_of_two_keys_is_not_taken_for_one(tmp_path):
    backend = begin(tmp_path / "store.db", {"a": "1", "b": "2"})
    with backend.transaction() as transaction:
        store = Store(transaction)
        found = store.attributes.get("i", "c")
        (update,) = store.history.updates("i", found)
        store.history.erase(update, frozenset())
        store.attributes.erase("i", "c", found, ["a", "b"], replace(ORIGIN, through=ERASURE))
    assert find_problems(backend) == []
    change(
        tmp_path / "store.db",
        "UPDATE attribute_history SET changes = json_array(json_array('a,b', NULL, '', NULL, "
        "(changes ->> '$[0][4]') || (changes ->> '$[1][4]'))) WHERE id = 2",
        "UPDATE attributes SET change_count = 3",
    )
    assert "history row 2 is not what was written" in find_problems(backend)[0]
    backend.close()


def test_no_part_of_a_value_is_taken_for_its_salt(tmp_path):
    backend = begin(tmp_path / "store.db", {"phone": "1+2"})
    assert find_problems(backend) == []
    change(
        tmp_path / "store.db",
        "UPDATE attribute_history SET changes = "
        "json_set(changes, '$[0][2]', '2', '$[0][3]', (changes ->> '$[0][3]') || '+1')",
        """UPDATE attributes SET document = '{"phone":"2"}', byte_count = 6""",
    )
    assert "history row 1 is not what was written" in find_problems(backend)[0]
    backend.close()


def test_a_sound_store_has_no_problem(damaged):
    assert damaged("SELECT 1") == []


def test_no_value_is_told(damaged):
    assert "secret" not in " ".join(damaged('UPDATE attributes SET document = \'{"a": "secret\''))
