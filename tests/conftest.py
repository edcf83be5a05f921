"""What all tests share: pytest's own tester, resources made through the API, and stores that begin as a copy."""

import gc
from functools import cache

import botocore.loaders
import pytest
from hypothesis import settings

from callslip.store import open_store
from callslip.store.sqlite import SqliteBackend
from postgres_cluster import Cluster

pytest_plugins = ["pytester", "resource_fixtures", "on_postgres"]


def pytest_configure(config):
    """Hypothesis tries a fifth of the examples where the slow tests are left out; new ones each time, also in CI."""
    is_quick = "not slow" in config.option.markexpr
    settings.register_profile("callslip", max_examples=20 if is_quick else 100, deadline=None, derandomize=False)
    settings.load_profile("callslip")


def pytest_collection_finish():
    """What was collected stays to the end: no search for garbage need look at it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _one_loader():
    """botocore reads its description of a service once, not again for each session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(botocore.loaders, "create_loader", cache(botocore.loaders.create_loader))
        yield


@pytest.fixture(scope="session", autouse=True)
def _copied_schema():
    """A new store is a copy of a migrated one: nine schema versions take longer than most tests."""
    migrate = SqliteBackend._migrate
    migrated = SqliteBackend(":memory:")
    migrated.migrate()

    def copy(backend):
        if not backend._writer.execute("PRAGMA user_version").fetchone()[0]:
            migrated._writer.backup(backend._writer)
        migrate(backend)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteBackend, "_migrate", copy)
        yield
    migrated.close()


@pytest.fixture(scope="session")
def postgres_cluster():
    """A PostgreSQL for all tests of this worker."""
    cluster = Cluster()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def _migrated(postgres_cluster):
    name = postgres_cluster.create()
    open_store(postgres_cluster.url(name)).close()
    return name


@pytest.fixture
def postgres_url(postgres_cluster, _migrated):
    """The store URL of an empty store, a copy of a migrated one."""
    name = postgres_cluster.create(_migrated)
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)
