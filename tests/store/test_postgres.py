"""What PostgreSQL alone is asked: programs that write beside each other, and its own words for things."""

import re
import threading

import pytest

from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store, StoreError, open_store
from callslip.store.checkup import find_problems
from callslip.store.sql import postgres_migrations, postgres_queries
from callslip.store.sqlite import SqliteBackend
from stand_ins import NOW_MS, CountingIds
from stored_instances import names, put
from tampering import tamper

pytestmark = pytest.mark.client

ORIGIN = Origin("arn", NOW_MS, "api", CountingIds().new_salts)
INDEXES = {
    "search_by_initiated": "contacts_by_initiation",
    "search_by_initiated_ascending": "contacts_by_initiation",
    "search_by_scheduled": "contacts_by_schedule",
    "search_by_agent_connected": "contacts_by_agent_connection",
    "search_by_disconnected": "contacts_by_disconnection",
    "search_by_enqueued": "contacts_by_enqueueing",
    "search_by_attribute": "attribute_index_pkey",
    "search_by_attribute_ascending": "attribute_index_pkey",
    "contact_due": "contacts_due",
    "contact_in_chain": "contacts_by_chain",
    "contact_tree_page": "contacts_by_tree",
    "history_of_chain": "attribute_history_pkey",
    "attributes_of_first_contacts": "attributes_pkey",
    "index_put_chain": "contacts_by_chain",
}

CONTACTS = """
INSERT INTO instances VALUES ('i', 'SAML', NULL, 1, 1, 0, '{}');
INSERT INTO contacts
SELECT 'i', 'c' || n, 'c' || n / 2, NULL, NULL, 'TASK', 'API', n, n, NULL, n, n, '{}',
    'c' || n / 4, n, n, n, '', '', n, n
FROM generate_series(1, 3000) AS n
"""


@pytest.fixture
def store_url(postgres_url):
    return postgres_url


@pytest.fixture
def other(postgres_url):
    """The same store, opened by another program."""
    other = open_store(postgres_url)
    yield other
    other.close()


def test_texts_are_compared_byte_by_byte(backend):
    for name in ("b", "B", "a-", "a", "ä", "Z", "_"):
        put(backend, name)
    assert names(backend) == ["B", "Z", "_", "a", "a-", "b", "ä"]


def test_the_rest_of_a_failed_transaction_is_not_said_to_be_kept(backend):
    def fail():
        with backend.transaction() as transaction:
            Store(transaction).instances.put(Instance("b", "SAML", NOW_MS))
            with pytest.raises(StoreError):
                Store(transaction).instances.put(Instance("b", "SAML", NOW_MS))

    with pytest.raises(StoreError, match="nothing was kept"):
        fail()
    put(backend, "free")
    assert names(backend) == ["free"]


def test_whoever_writes_waits_for_other_programs(backend, other):
    begun, written = threading.Event(), []

    def write():
        begun.set()
        put(other, "b")
        written.append("b")

    with backend.transaction() as transaction:
        Store(transaction).instances.put(Instance("a", "SAML", NOW_MS))
        with pytest.raises(StoreError, match="another program is writing"), other.transaction(waits=False):
            pass
        thread = threading.Thread(target=write)
        thread.start()
        begun.wait(5)
        thread.join(0.2)
        assert written == []
        assert names(other) == []
    thread.join(5)
    assert names(other) == ["a", "b"]


def test_histories_of_two_programs_do_not_meet(backend, other):
    """Each reads the last id after it has its turn."""

    def write(store, leg):
        for number in range(25):
            with store.transaction() as transaction:
                attributes = Store(transaction).attributes
                attributes.update("i", "c", attributes.get("i", "c"), {f"{leg}{number}": "x", "both": leg}, ORIGIN)

    put(backend, "i")
    with backend.transaction() as transaction:
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        Store(transaction).contacts.put(contact)
        Store(transaction).attributes.create(contact, {}, ORIGIN)
    threads = [threading.Thread(target=write, args=each) for each in ((backend, "a"), (other, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    with other.transaction(read_only=True) as transaction:
        assert len(Store(transaction).attributes.get("i", "c").values) == 51
    assert find_problems(backend) == []


def test_what_was_asked_first_is_asked_again_after_a_write(backend):
    with backend.transaction() as transaction:
        assert not Store(transaction).outbox.is_read()
        Store(transaction).deliveries.add("file:x", 0)
        assert Store(transaction).outbox.is_read()


def test_of_updates_of_one_contact_in_a_row_the_last_one_stays(backend):
    put(backend, "i")
    with backend.transaction() as transaction:
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        store = Store(transaction)
        store.contacts.put(contact)
        store.attributes.create(contact, {}, ORIGIN)
        before = store.attributes.get("i", "c")
        found = {"instance_id": "i", "initial_contact_id": "c", "last_change_id": None, "last_digest": None}
        for number, text in enumerate(("1", "2\0\uffff", "3\0\uffff")):
            counts = {"byte_count": number, "change_count": number, "updated_ms": number}
            transaction.put_off("attributes_update", {**found, **counts, "document": f'{{"a":"{text}"}}'})
        transaction.settle()
        row = transaction.one("attributes_of_first_contact", {"instance_id": "i", "contact_id": "c"})
        assert row["document"] == '{"a":"3\0\uffff"}'
        assert [row["byte_count"], row["change_count"], row["updated_ms"]] == [2, 2, 2]
        assert before.values == {}


def test_a_read_sees_one_state_and_cannot_write(backend, other):
    put(backend, "a")
    with backend.transaction(read_only=True) as transaction:
        assert transaction.one("instance_find", {"instance_id": "a"})
        put(other, "b")
        assert transaction.one("instance_find", {"instance_id": "b"}) is None
        with pytest.raises(StoreError, match="read-only"):
            transaction.run("instance_delete", {"instance_id": "a"})
    assert names(backend) == ["a", "b"]


def test_the_tables_are_those_of_sqlite(backend):
    sqlite = SqliteBackend(":memory:")
    sqlite.migrate()
    expected = {
        (table["name"], column["name"], bool(column["notnull"] or column["pk"]), column["dflt_value"], column["pk"] > 0)
        for table in sqlite._writer.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for column in sqlite._writer.execute(f"PRAGMA table_info({table['name']})").fetchall()
        if not table["name"].startswith("sqlite_")
    }
    sqlite.close()
    found = backend._reader().perform(
        """
        SELECT relname, attname, attnotnull, pg_get_expr(adbin, adrelid), COALESCE(attnum = ANY (indkey), FALSE)
        FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('schema_version', 'writers')
        """
    )
    assert {
        (table, name, full, default and default.replace("::text", ""), key) for table, name, full, default, key in found
    } == expected


def test_the_indexes_are_those_of_sqlite(backend):
    sqlite = SqliteBackend(":memory:")
    sqlite.migrate()
    expected = {
        row["name"] for row in sqlite._writer.execute("SELECT name FROM sqlite_schema WHERE type = 'index'").fetchall()
    }
    sqlite.close()
    found = {
        name for (name,) in backend._reader().perform("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
    }
    assert {name for name in found if not name.endswith(("_pkey", "_key"))} == {
        name for name in expected if not name.startswith("sqlite_")
    }


def test_every_query_is_understood(backend):
    with backend.transaction(read_only=True) as transaction:
        for name, query in postgres_queries().items():
            transaction.control(f"PREPARE {name} AS {query.text}")


@pytest.mark.parametrize("query", INDEXES)
def test_searches_can_be_answered_by_an_index(backend, query):
    sql = postgres_queries()[query]
    places = ", ".join(["NULL"] * len(set(re.findall(r"\$\d+", sql.text))))
    with backend.transaction() as transaction:
        transaction.control(CONTACTS)
        transaction.control("ANALYZE contacts; SET LOCAL enable_seqscan = off")
        transaction.control(f"SET LOCAL plan_cache_mode = force_generic_plan; PREPARE asked AS {sql.text}")
        plan = "\n".join(row["QUERY PLAN"] for row in transaction._driver.execute(f"EXPLAIN EXECUTE asked ({places})"))
        transaction.control("DEALLOCATE asked")
    assert INDEXES[query] in plan
    assert "Seq Scan on contacts" not in plan


@pytest.fixture
def empty_url(postgres_cluster):
    name = postgres_cluster.create()
    yield postgres_cluster.url(name)
    postgres_cluster.drop(name)


def test_the_schema_is_made_once(empty_url):
    opened, failed = [], []

    def begin():
        try:
            opened.append(open_store(empty_url))
        except StoreError as error:
            failed.append(error)

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    for number, backend in enumerate(opened):
        put(backend, f"{number}")
        backend.close()


def test_a_store_that_is_not_there_is_not_made_for_a_look(empty_url):
    with pytest.raises(StoreError, match=r"no store in the database store_\d+ on /"):
        open_store(empty_url, create=False)
    with pytest.raises(StoreError, match="no store"):
        open_store(empty_url, create=False)


def test_a_schema_of_a_newer_version_is_refused(backend, postgres_url):
    newest = postgres_migrations()[-1][0]
    tamper(backend, "UPDATE schema_version SET version = 999")
    with pytest.raises(StoreError, match=rf"version 999.*up to {newest}.*newer Callslip"):
        open_store(postgres_url)


def test_a_database_that_cannot_hold_every_text_is_refused(postgres_cluster):
    postgres_cluster.ask("postgres", "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StoreError, match="LATIN1; Callslip needs UTF8"):
        open_store(postgres_cluster.url("narrow"))
    postgres_cluster.drop("narrow")


def test_a_copy_is_left_to_the_database(backend, tmp_path):
    with pytest.raises(StoreError, match="pg_dump"):
        backend.backup(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_compacting_keeps_everything(backend):
    put(backend, "a")
    backend.compact()
    assert names(backend) == ["a"]
    assert backend.integrity_problems() == []


def test_a_schema_that_comes_later_hides_no_table(backend, other):
    put(backend, "a")
    tamper(backend, "CREATE SCHEMA test")  # the user's name: from now on it is the first of the search path
    with other.transaction(read_only=True) as transaction:
        assert "contacts" in transaction.tables()
    assert names(other) == ["a"]


def test_an_id_with_nul_is_not_in_the_way_of_others(backend):
    with backend.transaction() as transaction:
        store = Store(transaction)
        store.instances.put(Instance("i", "SAML", NOW_MS))
        contact = new_contact("i", "c", "TASK", "API", NOW_MS, {})
        store.contacts.put(contact)
        store.attributes.create(contact, {"a": "1"}, ORIGIN)
        store.attributes.read("i", ["a\0b", "c"])
        assert store.attributes.get("i", "c").values == {"a": "1"}


def test_a_writer_that_was_not_seen_for_a_week_is_forgotten(backend, postgres_url):
    put(backend, "a")
    tamper(backend, "UPDATE writers SET last_at = now() - INTERVAL '8 days'")
    open_store(postgres_url).close()
    with backend.transaction(read_only=True) as transaction:
        assert transaction.ask("SELECT count(*) FROM writers WHERE last_at < now() - INTERVAL '1 day'") == 0


def test_what_was_copied_is_known_to_the_planner(backend):
    with backend.transaction() as transaction:
        columns = transaction.tables()["secrets"]
        transaction.fill_table("secrets", columns, [("i", f"n{number}", "v") for number in range(300)])
        assert transaction.ask("SELECT reltuples::int FROM pg_class WHERE relname = 'secrets'") == 300


def test_an_invalid_index_is_named(backend):
    tamper(backend, "UPDATE pg_index SET indisvalid = FALSE WHERE indexrelid = 'contacts_due'::regclass")
    assert backend.integrity_problems() == ["index contacts_due is invalid"]
