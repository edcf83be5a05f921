"""PostgreSQL: one database, many readers, one durable writer at a time, whichever machine it is on."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import psycopg

from callslip.store.backend import Row, StoreError
from callslip.store.postgres_driver import Cursor, Mark, Session, arguments, failed, storable
from callslip.store.sql import postgres_migrations, postgres_queries
from callslip.store.statements import Statements

_TURN = 0x_CA11_511B
"""Whoever writes holds this advisory lock of the database, so that ids are given out by one at a time."""
_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({_TURN})"
_TRY_TO_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_try_advisory_xact_lock({_TURN})"
_WAIT_FOR_TURN = (
    f"BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock({_TURN})"
)
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_ASKED_FIRST = ("searchable_all", "flag_rules", "outbox_is_read", "history_last_id")
"""Queries that most writes make, without parameters: they go on the way that the turn is asked for (0016)."""
_IS_THERE = "SELECT to_regclass('schema_version') IS NOT NULL"
_VERSION = "SELECT version FROM schema_version"
_NEW_ID = "SELECT gen_random_uuid()::text"
_FORGET_WRITERS = "DELETE FROM writers WHERE last_at < now() - INTERVAL '7 days'"
_TABLES = """
SELECT relname, array_agg(attname ORDER BY attnum)
FROM pg_class
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE relkind = 'r' AND relname NOT IN ('schema_version', 'writers')
    AND relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'schema_version'::regclass)
GROUP BY pg_class.oid
ORDER BY pg_class.oid
"""
"""Those that SQLite has too, where the search path finds them: its first schema may be another by now."""
_NOTHING_KEPT = "the store failed: nothing was kept, for a statement had failed before"
_FETCH = "FETCH 1000 FROM every_row"
_INVALID_INDEXES = """
SELECT indexrelid::regclass::text FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'schema_version'::regclass)
    AND NOT (indisvalid AND indisready)
"""

_encode = msgspec.json.Encoder().encode


def open_backend(location: str, *, create: bool) -> "PostgresBackend":
    """The backend for a URL as libpq reads it, less its scheme."""
    backend = PostgresBackend(f"postgresql:{location}")
    try:
        if not create and not backend.is_there():
            raise StoreError(f"There is no store in the database {backend.name}.")
    except BaseException:
        backend.close()
        raise
    return backend


class PostgresTransaction(Statements):
    """A transaction on one connection; `answers` are those of queries that were made when it began."""

    __slots__ = ("_answers", "_rows")

    driver_error = psycopg.Error

    def __init__(self, cursor: Cursor, answers: Mapping[str, Sequence[Row]]) -> None:
        super().__init__(cursor, postgres_queries())
        self._answers = answers
        self._rows = 0

    def one(self, query: str, parameters: Mapping[str, Any]) -> Row | None:
        """The first row of a query, or None."""
        if (rows := self._answers.get(query)) is not None:
            return rows[0] if rows else None
        return super().one(query, parameters)

    def all(self, query: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Every row of a query."""
        return rows if (rows := self._answers.get(query)) is not None else super().all(query, parameters)

    def run(self, query: str, parameters: Mapping[str, Any], *, ahead: bool = False) -> int:
        """Perform a statement; the number of rows it touched."""
        self._answers = {}
        rows = super().run(query, parameters, ahead=ahead)
        self._rows += rows
        return rows

    def many(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Perform a statement once for each row."""
        self._answers = {}
        self._rows += 1
        super().many(query, rows)

    def put_off(self, query: str, parameters: Mapping[str, Any]) -> None:
        """Perform a statement later, with all others of its kind."""
        self._answers = {}
        super().put_off(query, parameters)

    def settle(self) -> None:
        """Perform what was put off, all of it on one way to the database."""
        if not self._put_off:
            return
        try:
            with self._driver.connection.pipeline():
                super().settle()
        except psycopg.Error as error:
            raise failed(error) from None

    def tables(self) -> Mapping[str, Sequence[str]]:
        """Every table with its columns, in the order in which they were made."""
        try:
            return dict(self._driver.execute(_TABLES).fetchall())
        except psycopg.Error as error:
            raise failed(error) from None

    def read_table(self, table: str, columns: Sequence[str]) -> Iterator[Iterable[Any]]:
        """Every row of a table."""
        try:
            query = f'SELECT {", ".join(columns)} FROM "{table}"'  # noqa: S608 - our names
            self._driver.execute(f"DECLARE every_row CURSOR FOR {query}")
            while rows := self._driver.execute(_FETCH).fetchall():
                yield from rows
            self._driver.execute("CLOSE every_row")
        except psycopg.Error as error:
            raise failed(error) from None

    def fill_table(self, table: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
        """Put rows into a table, and have the planner know of them."""
        self._rows += 1
        try:
            with self._driver.copy(f'COPY "{table}" ({", ".join(columns)}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(storable(tuple(row)))
            self._driver.execute(f'ANALYZE "{table}"')
        except psycopg.Error as error:
            raise failed(error) from None

    def ask(self, statement: str) -> Any:
        """The first value that a statement of PostgreSQL's own gives."""
        try:
            return next(iter(self._driver.execute(statement).fetchone()))
        except psycopg.Error as error:
            raise failed(error) from None

    def _failed(self, error: Exception) -> StoreError:
        return failed(error)

    @property
    def _written(self) -> int:
        return self._rows

    def _execute(self, query: str, parameters: Mapping[str, Any], *, ahead: bool = False) -> Any:
        if self._put_off and not ahead:
            self.settle()
        sql = self._queries[query]
        return self._driver.execute(sql.text, storable(sql.bind(parameters)))

    def _execute_many(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """By one statement where there is one for many rows, which it is given as JSON."""
        sql, together = self._queries[query], self._queries.get(f"{query}_together")
        given = list(rows)
        try:
            if len(given) == 1:
                self._driver.execute(sql.text, storable(sql.bind(given[0])))
            elif together is None:
                self._driver.executemany(sql.text, [storable(sql.bind(row)) for row in given])
            else:
                texts = [dict(zip(row, storable(tuple(row.values())), strict=True)) for row in given]
                self._driver.execute(together.text, (_encode(texts).decode(),))
        except psycopg.Error as error:
            raise failed(error) from None


class PostgresBackend:
    """One database.

    A commit has reached the disk when it returns. Whoever writes, in this process or another, waits for the same
    advisory lock; every thread that reads has a connection of its own. A connection that was lost is made anew for the
    next transaction (decision 0016).
    """

    def __init__(self, url: str) -> None:
        self._arguments = arguments(url)
        self._writing = threading.Lock()
        self._local = threading.local()
        self._opened: list[Session] = []
        self._writer = self._session()
        self._asked_first: Sequence[str] = ()
        self._mark: Mark | None = None

    @property
    def name(self) -> str:
        """The database and its host, without user or password."""
        return f"{self._arguments.get('dbname', '(default)')} on {self._arguments.get('host', 'this machine')}"

    def transaction(
        self, *, read_only: bool = False, waits: bool = True
    ) -> AbstractContextManager[PostgresTransaction]:
        """Begin, and commit or undo at the end."""
        if read_only:
            return _Reading(self._reader())
        return _Writing(self._writer, self._writing, self._asked_first, self._mark, waits=waits)

    def migrate(self) -> None:
        """Apply the schema versions that the database lacks, in one transaction."""
        with self.transaction() as transaction:
            if (encoding := transaction.ask("SHOW server_encoding")) != "UTF8":
                raise StoreError(f"The database {self.name} keeps texts as {encoding}; Callslip needs UTF8.")
            newest = postgres_migrations()[-1][0]
            version = transaction.ask(_VERSION) if transaction.ask(_IS_THERE) else 0
            if version > newest:
                raise StoreError(
                    f"{self.name} has schema version {version}; this Callslip knows versions up to {newest}. "
                    "Start the newer Callslip that wrote it."
                )
            for number, statements in postgres_migrations():
                if number > version:
                    transaction.control(statements)
                    transaction.control(f"UPDATE schema_version SET version = {number:d}")  # noqa: S608 - a number
            transaction.control(_FORGET_WRITERS)
            writer_id = transaction.ask(_NEW_ID)
        self._mark = Mark(writer_id)
        self._asked_first = _ASKED_FIRST

    def is_there(self) -> bool:
        """Whether the database has a schema of ours. Raises StoreError."""
        with self.transaction(read_only=True) as transaction:
            return bool(transaction.ask(_IS_THERE))

    def responds(self) -> bool:
        """Whether a query is answered; it takes no turn, for the thread that asks may have a read open."""
        try:
            self._reader().perform("SELECT 1 FROM instances LIMIT 1")
        except psycopg.Error:
            return False
        return True

    def backup(self, target: Path) -> None:
        """Refuse: PostgreSQL has programs for that."""
        raise StoreError(
            f"{target} was not written: a store in PostgreSQL is copied with PostgreSQL's own programs, for instance "
            "pg_dump --format=custom, or a base backup with an archive of its log."
        )

    def compact(self) -> None:
        """Write every table anew, each behind a lock of its own."""
        with self._writing:
            try:
                for table, _ in self._writer.perform(_TABLES).fetchall():
                    self._writer.perform(f'VACUUM (FULL, ANALYZE) "{table}"')
            except psycopg.Error as error:
                raise failed(error) from None

    def integrity_problems(self) -> list[str]:
        """Indexes that PostgreSQL holds for invalid; keys it checks at each write."""
        try:
            return [f"index {index} is invalid" for (index,) in self._reader().perform(_INVALID_INDEXES).fetchall()]
        except psycopg.Error as error:
            return [str(failed(error))]

    def close(self) -> None:
        """Close every connection."""
        with self._writing:
            while self._opened:
                self._opened.pop().close()

    def _reader(self) -> Session:
        session: Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._session()
        return session

    def _session(self) -> Session:
        session = Session(self._arguments)
        self._opened.append(session)
        return session


class _Reading:
    """The time of one read transaction on a connection."""

    _begin = _READ

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> PostgresTransaction:
        try:
            self._cursor = self._session.begin(self._begin)
        except psycopg.Error as error:
            raise failed(error) from None
        try:
            self._transaction = self._begun()
        except BaseException:  # whoever comes next begins with nothing open, and without this one's lock
            self._session.undo()
            raise
        return self._transaction

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._transaction.settle()
                self._commit()
        finally:
            self._session.undo()

    def _begun(self) -> PostgresTransaction:
        return PostgresTransaction(self._cursor, {})

    def _commit(self) -> None:
        try:
            self._cursor.execute("COMMIT")
        except psycopg.Error as error:
            raise failed(error) from None


class _Writing(_Reading):
    """The time of one write transaction, and the turn that it waits for or not."""

    def __init__(
        self, session: Session, turn: threading.Lock, asked_first: Sequence[str], mark: Mark | None, *, waits: bool
    ) -> None:
        super().__init__(session)
        self._turn = turn
        self._mark = mark
        self._waits = waits
        self._asked_first = asked_first
        self._begin = "; ".join([_WRITE if waits else _TRY_TO_WRITE, *(_text(name) for name in asked_first)])

    def __enter__(self) -> PostgresTransaction:
        if not self._turn.acquire(blocking=self._waits):
            raise StoreError("another write of this process is under way")
        try:
            return super().__enter__()
        except BaseException:
            self._turn.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            super().__exit__(kind, error, trace)
        finally:
            self._turn.release()

    def _begun(self) -> PostgresTransaction:
        ((has_turn,),) = self._answer()
        if has_turn is False:
            raise StoreError("another program is writing")
        return PostgresTransaction(self._cursor, {name: self._answer() for name in self._asked_first})

    def _answer(self) -> Sequence[Row]:
        self._cursor.nextset()
        return self._cursor.fetchall()

    def _commit(self) -> None:
        if self._mark is None or not self._transaction.change_count:
            super()._commit()
            if self._cursor.statusmessage != "COMMIT":
                raise StoreError(_NOTHING_KEPT)
            return
        try:
            self._cursor.execute(f"{self._mark.next()}; COMMIT")
        except psycopg.errors.InFailedSqlTransaction:
            raise StoreError(_NOTHING_KEPT) from None
        except psycopg.Error as error:
            if not self._cursor.connection.closed or not self._was_kept(self._mark):
                raise failed(error) from None

    def _was_kept(self, mark: Mark) -> bool:
        """Whether a commit was kept whose answer was lost: told once the lost transaction's turn is over."""
        return bool(self._session.answer(f"{_WAIT_FOR_TURN}; {mark.question}") == mark.commits)


@cache
def _text(query: str) -> str:
    return postgres_queries()[query].text
