"""One contract for every database: each test here runs on each backend."""

import pytest

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from stand_ins import NOW_MS, CountingIds


@pytest.fixture(params=["file", "memory", pytest.param("postgres", marks=pytest.mark.client)])
def store_url(request, tmp_path):
    """A store that is not there yet, or is empty."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_url")
    return "sqlite::memory:" if request.param == "memory" else str(tmp_path / "store.db")


@pytest.fixture
def backend(store_url):
    backend = open_store(store_url)
    yield backend
    backend.close()


@pytest.fixture
def store(backend):
    """The aggregates inside one transaction that commits at the end of the test."""
    with backend.transaction() as transaction:
        yield Store(transaction)


@pytest.fixture
def instance(store):
    instance = Instance("instance", "CONNECT_MANAGED", NOW_MS, alias="support", tags={"team": "west"})
    store.instances.put(instance)
    return instance


@pytest.fixture
def origin():
    return Origin("arn:aws:iam::123456789012:user/ana", NOW_MS, "api", CountingIds().new_salts)


@pytest.fixture
def contact(store, instance, origin):
    """The first contact of a chain, with one attribute."""
    contact = new_contact(instance.instance_id, "contact", "TASK", "API", NOW_MS, {"Name": "call back"})
    store.contacts.put(contact)
    store.attributes.create(contact, {"a": "1"}, origin)
    return contact
