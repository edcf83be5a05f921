"""Connections that are lost, texts that PostgreSQL cannot hold, and what is said of failures."""

import logging
import socket

import psycopg
import pytest

from callslip.domain.instance import Instance
from callslip.store import Store, StoreError, UncertainError, open_store, postgres_driver
from stand_ins import NOW_MS
from stored_instances import names, put

pytestmark = pytest.mark.client

HOLD = {
    "instance_id": "i",
    "initial_contact_id": "c",
    "hold_id": "h",
    "contact_id": "c",
    "author": "ben",
    "placed_ms": 1,
}


@pytest.fixture
def store_url(postgres_url):
    return postgres_url


@pytest.fixture
def database(postgres_url):
    return postgres_url.removeprefix("postgresql:///").partition("?")[0]


def cut(cluster, database):
    """End every connection to the database, as a restart would."""
    cluster.ask(
        "postgres", f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'"
    )


@pytest.mark.parametrize("reason", ["a\0b", "\0", "\uffff", "\uffff0", "\0\uffff\uffff\0", "0\uffff00", "日\U0010ffff"])
def test_any_text_comes_back_as_it_was(backend, reason):
    with backend.transaction() as transaction:
        transaction.run("hold_put", {**HOLD, "reason": reason})
        transaction.many("hold_put", [{**HOLD, "hold_id": "many", "reason": reason}])
        transaction.put_off("hold_put", {**HOLD, "hold_id": "off", "reason": reason})
    with backend.transaction(read_only=True) as transaction:
        asked = {"instance_id": "i", "after_contact_id": "", "after_hold_id": "", "limit": 9}
        assert [row["reason"] for row in transaction.all("hold_page", asked)] == [reason] * 3


def test_a_commit_waits_for_the_disk_whatever_the_database_says(backend, postgres_cluster, database):
    postgres_cluster.ask("postgres", f"ALTER DATABASE {database} SET synchronous_commit = off")
    cut(postgres_cluster, database)
    with backend.transaction() as transaction:
        assert transaction.ask("SHOW synchronous_commit") == "on"


def test_no_failure_tells_a_value(backend, caplog):
    def fail():
        with backend.transaction() as transaction:
            Store(transaction).instances.put(Instance(value, "SAML", NOW_MS))

    value = "x" * 20
    put(backend, value)
    with pytest.raises(StoreError) as caught:
        fail()
    logging.getLogger("callslip.test").error("failed", exc_info=caught.value)
    assert "UniqueViolation" in caplog.text
    assert value not in caplog.text


def test_what_the_driver_ignores_tells_no_value(backend, caplog):
    secret = 2**70

    def fail():
        with backend.transaction() as transaction:
            transaction.put_off("hold_put", {**HOLD, "placed_ms": secret, "reason": "r"})
            transaction.put_off("history_put", {})

    with pytest.raises(StoreError, match="KeyError"):
        fail()
    assert str(secret) not in caplog.text


def test_a_thread_has_one_read_at_a_time(backend):
    with backend.transaction(read_only=True), pytest.raises(StoreError, match="transaction open"):
        names(backend)
    assert names(backend) == []


def test_a_lost_connection_is_made_anew(backend, postgres_cluster, database):
    put(backend, "a")
    assert names(backend) == ["a"]
    cut(postgres_cluster, database)
    put(backend, "b")
    assert names(backend) == ["a", "b"]
    cut(postgres_cluster, database)
    assert [backend.responds(), backend.responds()] == [True, True]


def test_a_connection_lost_in_the_middle_loses_the_transaction_alone(backend, postgres_cluster, database):
    def fail():
        with backend.transaction() as transaction:
            Store(transaction).instances.put(Instance("a", "SAML", NOW_MS))
            cut(postgres_cluster, database)

    with pytest.raises(StoreError):
        fail()
    put(backend, "b")
    assert names(backend) == ["b"]


@pytest.mark.parametrize("at", ["execute", "nextset"])
def test_an_interrupt_at_the_beginning_leaves_no_transaction_open(backend, monkeypatch, at):
    go_on = getattr(postgres_driver.Cursor, at)

    def interrupt(*arguments, **options):
        monkeypatch.setattr(postgres_driver.Cursor, at, go_on)
        go_on(*arguments, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(postgres_driver.Cursor, at, interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(backend, "a")
    put(backend, "b")
    assert names(backend) == ["b"]


@pytest.fixture
def lose_commit(monkeypatch):
    """The connection is lost with the next commit: before or after it has reached the database."""
    execute = postgres_driver.Cursor.execute

    def lose(*, after):
        def losing(cursor, query, *rest, **options):
            if not query.endswith("COMMIT"):
                return execute(cursor, query, *rest, **options)
            monkeypatch.setattr(postgres_driver.Cursor, "execute", execute)
            if after:
                execute(cursor, query)
            cursor.connection.close()
            raise psycopg.OperationalError("lost")

        monkeypatch.setattr(postgres_driver.Cursor, "execute", losing)

    return lose


def test_a_commit_whose_answer_was_lost_is_found_out(backend, lose_commit):
    lose_commit(after=True)
    put(backend, "a")
    assert names(backend) == ["a"]


def test_a_commit_that_was_lost_is_found_out(backend, lose_commit):
    lose_commit(after=False)
    with pytest.raises(StoreError) as caught:
        put(backend, "a")
    assert not isinstance(caught.value, UncertainError)
    assert names(backend) == []


def test_what_nobody_can_tell_is_said_to_be_uncertain(backend, lose_commit, monkeypatch):
    monkeypatch.setattr(postgres_driver, "_PAUSE_S", 0)
    put(backend, "a")
    lose_commit(after=True)
    monkeypatch.setitem(backend._arguments, "host", "/no/such/folder")
    with pytest.raises(UncertainError):
        put(backend, "b")


def test_a_database_that_never_answers_is_asked_once_for_a_commit(backend, lose_commit, monkeypatch):
    monkeypatch.setattr(postgres_driver, "_QUESTIONS_MAX", 10**6)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        lose_commit(after=True)
        host, port = silent.getsockname()
        for name, value in {"host": host, "port": port, "connect_timeout": 2}.items():
            monkeypatch.setitem(backend._arguments, name, value)
        with pytest.raises(UncertainError):
            put(backend, "b")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:geheim@127.0.0.1:1/d", "refused"),
        ("postgresql://u:geheim@/d?host=/no/such/folder", "No such file"),
        ("postgresql://u:geheim%zz@h/d", "cannot be read"),
        ("postgresql://u:a@geheim@h/d", "cannot be read"),
        (f"postgresql://u:geheim@{'h' * 64}/d", "cannot be looked up"),
        ("postgresql://u:geheim@127.0.0.1:1/d?client_encoding=LATIN1", "refused"),
        ("postgresql://h/d?nonsense=1", "cannot be read"),
        ("postgres://u:geheim@127.0.0.1:1/d", "refused"),
    ],
)
def test_databases_that_cannot_be_opened(url, said):
    with pytest.raises(StoreError, match=said) as caught:
        open_store(url)
    assert "geheim" not in str(caught.value)
