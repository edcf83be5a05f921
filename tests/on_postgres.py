"""With --on-postgres every store in memory is one in PostgreSQL: the tests of operations run again, over that."""

import pytest

import callslip.bootstrap
from callslip.store import open_store

EMPTY = """
DO $$ DECLARE each RECORD; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR each IN SELECT relname FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_version'
    LOOP EXECUTE 'DELETE FROM ' || each.relname; END LOOP;
END $$
"""


def pytest_addoption(parser):
    parser.addoption("--on-postgres", action="store_true", help="keep what tests keep in memory in PostgreSQL")


@pytest.fixture(scope="session")
def _one_database(postgres_cluster):
    name = postgres_cluster.create()
    open_store(postgres_cluster.url(name)).close()
    return name


@pytest.fixture(autouse=True)
def _on_postgres(request):
    """The first store of a test has the worker's own database, any other a new one."""
    if not request.config.getoption("--on-postgres"):
        yield
        return
    cluster, first = request.getfixturevalue("postgres_cluster"), request.getfixturevalue("_one_database")
    free, made = [first], []

    def open_there(url, *, create=True):
        if url != "sqlite::memory:":
            return open_store(url, create=create)
        if not free:
            free.append(cluster.create())
            made.append(free[0])
        return open_store(cluster.url(free.pop()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(callslip.bootstrap, "open_store", open_there)
        yield
    if not free:
        cluster.ask(first, EMPTY)
    for name in made:
        cluster.drop(name)
