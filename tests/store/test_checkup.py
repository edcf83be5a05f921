import sqlite3

import pytest

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from callslip.store.checkup import find_problems
from stand_ins import NOW_MS, CountingIds


@pytest.fixture
def damaged(tmp_path):
    """A store whose rows a statement has tampered with; gives the problems found."""
    path = tmp_path / "store.db"
    backend = open_store(str(path))
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.put(Instance("i", "SAML", NOW_MS))
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        store.contacts.put(contact)
        store.attributes.create(contact, {"a": "1", "b": "2"}, Origin("arn", NOW_MS, "api", CountingIds().new_salts))

    def problems(statement):
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
        connection.close()
        return find_problems(backend)

    yield problems
    backend.close()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE attributes SET byte_count = 5", "4 bytes, the count says 5"),
        ("UPDATE attributes SET change_count = 3", "2 history rows are linked, the count says 3"),
        ("DELETE FROM attribute_history WHERE id = 1", "1 history rows are linked, the count says 2"),
        ("UPDATE attributes SET last_change_id = 1", "1 history rows are linked, the count says 2"),
        ("UPDATE attribute_history SET initial_contact_id = 'x' WHERE id = 1", "rows of another contact"),
        ("UPDATE attribute_history SET id = 9 WHERE id = 1", "1 history rows are linked, the count says 2"),
        ("UPDATE attribute_history SET previous_id = NULL WHERE id = 2", "1 history rows are linked, the count says 2"),
        ("UPDATE attribute_history SET instance_id = 'x' WHERE id = 2", "rows of another contact"),
        ("UPDATE attribute_history SET contact_id = 'x' WHERE id = 1", "history row 1 is not what was written"),
        ("UPDATE attribute_history SET name = 'x' WHERE id = 1", "history row 1 is not what was written"),
        ("UPDATE attribute_history SET old_value = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET new_value = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET changed_ms = 5 WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET caller = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET through = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET salt = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET salt = NULL WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET values_digest = 'x' WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attribute_history SET digest = 'x' WHERE id = 1", "history row 1 is not what was written"),
        ("UPDATE attribute_history SET digest = NULL WHERE id = 2", "history row 2 is not what was written"),
        ("UPDATE attributes SET last_digest = NULL", "the last digest of the history is not the one"),
        ('UPDATE attributes SET document = \'{"a": "9", "b": "2"}\'', "not what the history leads to"),
        ("UPDATE attributes SET document = '{'", "cannot be read"),
        ("DELETE FROM attributes", "contact c of instance i has no attribute set"),
        ("DELETE FROM attributes", "there are 2 history rows, the attribute sets count 0"),
        ("DELETE FROM contacts", "the attributes of contact c of instance i have no contact"),
    ],
)
def test_damage_is_named(damaged, statement, problem):
    assert any(problem in sentence for sentence in damaged(statement))


def test_a_sound_store_has_no_problem(damaged):
    assert damaged("SELECT 1") == []


def test_no_value_is_told(damaged):
    assert "secret" not in " ".join(damaged('UPDATE attributes SET document = \'{"a": "secret\''))
