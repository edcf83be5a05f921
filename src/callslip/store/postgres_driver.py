"""One connection to PostgreSQL through psycopg: made when it is needed, made anew when it was lost."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import pq
from psycopg.adapt import Dumper
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.numeric import Int8Dumper

from callslip.store.backend import StoreError, UncertainError

PATIENCE_S = 10
_ARGUMENTS = {
    "application_name": "callslip",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": PATIENCE_S * 1000,
}
"""A server that is gone is noticed within seconds; what the URL says wins."""
_SESSION = f"""
SET synchronous_commit = on;
SET lock_timeout = '{PATIENCE_S}s';
SET idle_in_transaction_session_timeout = '60s';
SET client_min_messages = error;
SET tcp_keepalives_idle = 5;
SET tcp_keepalives_interval = 2;
SET tcp_keepalives_count = 3;
SET tcp_user_timeout = '{PATIENCE_S}s';
"""
"""The last four are for PostgreSQL's side: what a machine that is gone had begun, it undoes, and others write."""
_QUESTIONS_MAX, _PAUSE_S = 50, 0.1
_PREPARED_MAX = 300
_CUT_IN_TWO = "@"
"""In a host: the URL has a password with this character, and what says that there is no such host would tell a half."""
_MARK, _NUL = "\uffff", "\0"
"""PostgreSQL's texts cannot hold NUL: it is written as a mark and 0, the mark itself, which is no character, as two."""
_ABOUT_VALUES = ("22", "23")
"""Classes of errors whose words may have values in them."""
logging.getLogger("psycopg").addFilter(lambda record: not str(record.msg).startswith("error ignored"))
"""psycopg logs an error beside the one that it raises, with values in it; what it raises, `failed` tells without."""


class Row:
    """Values by column name, or in order."""

    __slots__ = ("_columns", "_values")

    def __init__(self, columns: Mapping[str, int], values: Sequence[Any]) -> None:
        self._columns = columns
        self._values = values

    def __getitem__(self, column: str) -> Any:
        """The value of a column."""
        return _unescaped(self._values[self._columns[column]])

    def __iter__(self) -> Iterator[Any]:
        """The values of all columns."""
        return map(_unescaped, self._values)


class Cursor(psycopg.RawCursor[Row]):
    """Gives no rows where a statement has none, as other drivers do."""

    def fetchone(self) -> Row | None:
        """The next row, or None."""
        return super().fetchone() if self.description else None

    def fetchall(self) -> list[Row]:
        """The rows that are left."""
        return super().fetchall() if self.description else []


class Session:
    """What one thread, or whoever writes, has of a database."""

    def __init__(self, arguments: Mapping[str, Any]) -> None:
        self._arguments = arguments
        self._cursor: Cursor | None = None

    def begin(self, statement: str) -> Cursor:
        """Begin a transaction. Raises psycopg.Error, also where one is open."""
        if not is_idle(self._live()):
            raise psycopg.InterfaceError("this thread has a transaction open")
        try:
            return self.perform(statement)
        except BaseException:
            self.undo()
            raise

    def perform(self, statement: str) -> Cursor:
        """A statement; once more if the connection is found lost with nothing begun. Raises psycopg.Error."""
        cursor = self._live()
        nothing_begun = is_idle(cursor)
        try:
            return cursor.execute(statement)
        except psycopg.OperationalError:
            if not (nothing_begun and cursor.connection.closed):
                raise
        return self._live().execute(statement)

    def undo(self) -> None:
        """Undo what was begun, if anything was."""
        if self._cursor is None or is_idle(self._cursor):
            return
        try:
            self._cursor.execute("ROLLBACK")
        except psycopg.Error:
            self.close()

    def answer(self, statements: str) -> Any:
        """What the last of these statements gives first, asked as often as it takes the database to come back.

        Raises UncertainError where it does not.
        """
        pause = threading.Event().wait
        for _ in range(_QUESTIONS_MAX):
            try:
                cursor = self._live().execute(statements)
                while cursor.nextset():
                    pass
                return next(iter(cursor.fetchone() or ()), None)
            except (psycopg.errors.ConnectionTimeout, psycopg.errors.LockNotAvailable):
                break  # this alone took as long as all others would
            except psycopg.Error:
                pause(_PAUSE_S)
            finally:
                self.undo()
        raise UncertainError("the database was lost during a commit, and did not come back to say whether it was kept")

    def close(self) -> None:
        """Close the connection; what was not committed is undone."""
        if self._cursor is not None:
            self._cursor.connection.close()

    def _live(self) -> Cursor:
        if self._cursor is None or self._cursor.connection.closed:
            try:
                connection = psycopg.connect(**self._arguments, autocommit=True)
            except UnicodeError:
                raise psycopg.OperationalError("the host has a name that cannot be looked up") from None
            connection.prepared_max = _PREPARED_MAX
            connection.adapters.register_dumper(int, Int8Dumper)
            connection.adapters.register_dumper(bool, _Truth)
            connection.execute(_SESSION)
            self._cursor = Cursor(connection, row_factory=_rows)
        return self._cursor


class Mark:
    """A row of this writer's own, in which each of its transactions writes its number.

    After a commit whose answer was lost it tells whether that was kept. PostgreSQL's own numbers of transactions do
    not: after a crash it gives them to others.
    """

    __slots__ = ("_id", "commits")

    def __init__(self, writer_id: str) -> None:
        self._id = writer_id
        self.commits = 0

    def next(self) -> str:
        """The statement that writes the next number."""
        self.commits += 1
        return (
            f"INSERT INTO writers VALUES ('{self._id}', {self.commits:d}, now()) "  # noqa: S608 - of PostgreSQL's making
            "ON CONFLICT (id) DO UPDATE SET commits = excluded.commits, last_at = excluded.last_at"
        )

    @property
    def question(self) -> str:
        """What asks for the number."""
        return f"SELECT commits FROM writers WHERE id = '{self._id}'"  # noqa: S608 - as above


def arguments(url: str) -> dict[str, Any]:
    """What a URL says, as psycopg.connect takes it, and what it does not say. Raises StoreError."""
    try:
        said = conninfo_to_dict(url)
    except psycopg.Error:
        said = {"host": _CUT_IN_TWO}
    if _CUT_IN_TWO in str(said.get("host", "")):
        raise StoreError(
            "The store's URL cannot be read: write postgresql://USER@HOST:PORT/DATABASE, and %XX for each character of "
            "a name or password that has a meaning in URLs."
        )
    return {**_ARGUMENTS, **said, "client_encoding": "UTF8"}


def is_idle(cursor: Cursor) -> bool:
    """Whether no transaction is open."""
    return cursor.connection.info.transaction_status == pq.TransactionStatus.IDLE


def failed(error: Exception) -> StoreError:
    """What a driver's error says, but not what it says of values: a log may be read by more people than the store."""
    code = getattr(error, "sqlstate", None) or ""
    if code.startswith(_ABOUT_VALUES):
        return StoreError(f"the store failed: {type(error).__name__} ({code})")
    primary = error.diag.message_primary if isinstance(error, psycopg.Error) else None
    return StoreError(f"the store failed: {primary or str(error).strip()}")


def storable(parameters: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same in texts that PostgreSQL can hold; a Row gives them back as they were."""
    for value in parameters:
        if type(value) is str and (_NUL in value or _MARK in value):
            return tuple(_escaped(value) if isinstance(value, str) else value for value in parameters)
    return parameters


class _Truth(Dumper):
    """True and False as numbers, as in SQLite."""

    oid = Int8Dumper.oid

    def dump(self, obj: bool) -> bytes:  # noqa: FBT001 - as the driver calls it
        return b"1" if obj else b"0"


def _rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    result = cursor.pgresult
    names = [] if result is None else [(result.fname(number) or b"").decode() for number in range(result.nfields)]
    columns = {name: number for number, name in enumerate(names)}
    return lambda values: Row(columns, values)


def _escaped(text: str) -> str:
    return text.replace(_MARK, _MARK * 2).replace(_NUL, f"{_MARK}0")


def _unescaped(value: Any) -> Any:
    if type(value) is not str or _MARK not in value:
        return value
    return _MARK.join(part.replace(f"{_MARK}0", _NUL) for part in value.split(_MARK * 2))
