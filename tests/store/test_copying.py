import pytest

from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store, StoreError, open_store
from callslip.store.checkup import find_problems
from callslip.store.copying import copy_store
from callslip.store.indexing import configure_keys
from stand_ins import NOW_MS
from stored_instances import put

HARD = "\0\uffff0\t\n\\N日"


@pytest.fixture
def full(backend, origin):
    """A store with rows in several tables, and texts that are hard to carry."""
    configure_keys(backend, frozenset({"a"}))
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.put(Instance("instance", "SAML", NOW_MS))
        contact = new_contact("instance", "contact", "TASK", "API", NOW_MS, {"Name": HARD})
        store.contacts.put(contact)
        store.attributes.create(contact, {"a": "1"}, origin)
        found = store.attributes.get("instance", "contact")
        store.attributes.update("instance", "contact", found, {"b": HARD}, origin)
        hold = {"instance_id": "instance", "initial_contact_id": "contact", "hold_id": "h", "contact_id": "contact"}
        transaction.run("hold_put", {**hold, "reason": HARD, "author": "", "placed_ms": NOW_MS})
        store.deliveries.add("file:x", 0)
        store.deliveries.bury("file:x", 1, 1, HARD, NOW_MS)
        store.secrets.get_or_put("page", "secret")
    return backend


@pytest.fixture
def second_url(postgres_cluster):
    name = postgres_cluster.create()
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.client)])
def target(request, tmp_path):
    url = request.getfixturevalue("second_url") if request.param == "postgres" else str(tmp_path / "target.db")
    target = open_store(url)
    yield target
    target.close()


def content(backend):
    with backend.transaction(read_only=True) as transaction:
        return {
            table: sorted((list(row) for row in transaction.read_table(table, sorted(columns))), key=repr)
            for table, columns in transaction.tables().items()
        }


def test_everything_is_carried_over(full, target):
    told = []
    rows = copy_store(full, target, lambda table, count: told.append((table, count)))
    assert content(target) == content(full)
    assert rows == sum(map(len, content(full).values())) == len(told) == 11
    assert find_problems(target) == []
    with target.transaction() as transaction:
        store = Store(transaction)
        assert store.attributes.get("instance", "contact").values == {"a": "1", "b": HARD}
        assert store.attributes.last_change_id == 2
        assert next(store.holds.all("instance")).reason == HARD


def test_a_store_that_has_something_is_left_alone(full, target):
    put(target, "b")
    before = content(target)
    with pytest.raises(StoreError, match="has instances already"):
        copy_store(full, target, lambda *_: None)
    assert content(target) == before


def test_nothing_is_kept_of_a_copy_that_fails(full, target):
    def fail(table, _):
        if table == "contacts":
            raise RuntimeError

    before = content(target)
    with pytest.raises(RuntimeError):
        copy_store(full, target, fail)
    assert content(target) == before
    put(target, "free")
