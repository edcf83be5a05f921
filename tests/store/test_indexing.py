import pytest

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store
from callslip.store.indexing import configure_keys, find_index_problems, reindex
from stand_ins import NOW_MS, CountingIds
from tampering import tamper

ORIGIN = Origin("arn", NOW_MS, "api", CountingIds().new_salts)


@pytest.fixture
def begin(backend):
    """Stores contacts with the same attributes."""
    with backend.transaction() as transaction:
        Store(transaction).instances.put(Instance("instance", "CONNECT_MANAGED", NOW_MS, alias=None))

    def put(*contact_ids, **attributes):
        with backend.transaction() as transaction:
            store = Store(transaction)
            for contact_id in contact_ids:
                contact = new_contact("instance", contact_id, "TASK", "API", NOW_MS, {})
                store.contacts.put(contact)
                store.attributes.create(contact, attributes, ORIGIN)

    return put


def rows(backend):
    start = {"instance_id": "", "name": "", "value": "", "initiated_ms": 0, "contact_id": "", "limit": 10_000}
    with backend.transaction(read_only=True) as transaction:
        return [(row["contact_id"], row["name"]) for row in transaction.all("index_page", start)]


def keys(*names):
    return frozenset(names)


def test_in_an_empty_store_every_contact_will_be_there(backend, begin):
    assert configure_keys(backend, keys("a")) == keys()
    begin("one", a="1", b="2")
    assert configure_keys(backend, keys("a")) == keys()
    assert rows(backend) == [("one", "a")]


def test_in_another_store_older_contacts_are_missing_until_they_are_indexed(backend, begin):
    begin("one", a="1")
    assert configure_keys(backend, keys("a")) == keys("a")
    assert rows(backend) == []
    told = []
    assert reindex(backend, told.append) == 1
    assert told == [1]
    assert rows(backend) == [("one", "a")]
    assert configure_keys(backend, keys("a")) == keys()


def test_a_key_that_is_taken_away_leaves_nothing(backend, begin):
    configure_keys(backend, keys("a", "b"))
    begin("one", a="1", b="2")
    assert configure_keys(backend, keys("b")) == keys()
    assert rows(backend) == [("one", "b")]
    assert configure_keys(backend, keys("a", "b")) == keys("a")
    assert configure_keys(backend, keys()) == keys()
    assert rows(backend) == []


def test_every_key(backend, begin):
    configure_keys(backend, keys("*"))
    begin("one", a="1", b="2")
    assert sorted(rows(backend)) == [("one", "a"), ("one", "b")]
    assert configure_keys(backend, keys("a")) == keys()
    assert rows(backend) == [("one", "a")]
    assert configure_keys(backend, keys("*")) == keys("*")


def test_many_chains_are_gone_through_in_steps(backend, begin):
    for value in range(3):
        begin(*(f"{number:04}" for number in range(value, 1_203, 3)), a=str(value))
    configure_keys(backend, keys("a"))
    told = []
    assert reindex(backend, told.append) == 1_203
    assert told == [500, 1000, 1203]
    assert len(rows(backend)) == 1_203
    assert reindex(backend, told.append, from_scratch=True) == 1_203
    assert len(rows(backend)) == 1_203


def test_a_sound_index_has_no_problems(backend, begin):
    configure_keys(backend, keys("*"))
    begin("one", a="x" * 300, b="")
    assert find_index_problems(backend) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE attribute_index SET value = '2'",
        "UPDATE attribute_index SET contact_id = 'nobody'",
        "UPDATE attribute_index SET initiated_ms = 5",
        "UPDATE attribute_index SET name = 'b'",
    ],
)
def test_rows_that_say_what_is_not_so_are_found(backend, begin, damage):
    configure_keys(backend, keys("a"))
    begin("one", a="1")
    tamper(backend, damage)
    (problem,) = find_index_problems(backend)
    assert "of instance instance" in problem
