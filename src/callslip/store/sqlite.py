"""SQLite: one file, many readers, one durable writer at a time."""

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from callslip.store.backend import StoreError
from callslip.store.descriptor import Descriptor
from callslip.store.folding import Folding
from callslip.store.sql import migrations, queries
from callslip.store.statements import Statements

_BUSY_TIMEOUT_S = 10.0
_PATIENCE = f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_S * 1000:.0f}"
_CACHE = "PRAGMA cache_size = -16384"
"""16 MB, for updates of searchable attributes go to places all over the file; those who only read have 8 (0006)."""
_READERS_CACHE = "PRAGMA cache_size = -8192"
_LOG_BOUND = "PRAGMA wal_autocheckpoint = 16000"
"""Pages, 64 MB: a commit that finds more in the log folds it, where the thread comes too late (0013)."""
_LOG_PAGES_AT, _LOG_PAGES_BYTES = 16, 4
"""Where the index of the log has its number of pages, in the machine's order (sqlite.org/walformat.html, mxFrame)."""
_MEMORY = ":memory:"
_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
_COLUMNS = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
_SHOWN_MAX = 20


def open_backend(location: str, *, create: bool) -> "SqliteBackend":
    """The backend for the part of a store URL after `sqlite:`: `PATH`, `///ABSOLUTE/PATH` or `:memory:`."""
    path = "/" + location.lstrip("/") if location.startswith("//") else location
    if not create and not Path(path).is_file():
        raise StoreError(f"There is no store at {path}.")
    return SqliteBackend(path or _MEMORY)


class SqliteTransaction(Statements):
    """A transaction on one connection."""

    __slots__ = ()

    driver_error = sqlite3.Error

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, queries())

    def tables(self) -> Mapping[str, Sequence[str]]:
        """Every table with its columns, in the order in which they were made."""
        try:
            names = [row["name"] for row in self._driver.execute(_TABLES)]
            return {name: [row["name"] for row in self._driver.execute(_COLUMNS, (name,))] for name in names}
        except sqlite3.Error as error:
            raise _failed(error) from error

    def read_table(self, table: str, columns: Sequence[str]) -> Iterator[Iterable[Any]]:
        """Every row of a table."""
        try:
            yield from self._driver.execute(f'SELECT {", ".join(columns)} FROM "{table}"')  # noqa: S608 - our names
        except sqlite3.Error as error:
            raise _failed(error) from error

    def fill_table(self, table: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
        """Put rows into a table."""
        places = ", ".join("?" * len(columns))
        statement = f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({places})'  # noqa: S608 - our names
        try:
            self._driver.executemany(statement, map(tuple, rows))
        except sqlite3.Error as error:
            raise _failed(error) from error

    def _failed(self, error: Exception) -> StoreError:
        return _failed(error)

    @property
    def _written(self) -> int:
        return int(self._driver.total_changes)


class SqliteBackend:
    """One database file, or one in memory.

    WAL with synchronous=FULL: a commit has reached the disk when it returns. Writers queue on one connection;
    every thread that reads has a connection of its own. The write-ahead log is folded into the file by a thread where
    it can be, and not within a commit (decision 0013). In memory all share one connection and take turns.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._in_memory = path == _MEMORY
        self._writing = threading.Lock()
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._writer = self._connect()
        self._writer.execute(_LOG_BOUND)
        file = Path(path).absolute()
        self._log_index = Descriptor(Path(f"{file.resolve()}-shm"))
        self._folding = Folding(partial(_fold, f"{file.as_uri()}?mode=rw"), Descriptor(file).sync, self._writing)

    def transaction(self, *, read_only: bool = False, waits: bool = True) -> AbstractContextManager[SqliteTransaction]:
        """Begin, and commit or undo at the end."""
        if read_only and not self._in_memory:
            return _Reading(self._reader())
        return _Writing(self._writer, self._writing, self._committed, waits=waits)

    def migrate(self) -> None:
        """Apply the schema versions that the file lacks, each with its number in one transaction."""
        with self._writing:
            try:
                self._migrate()
            except sqlite3.Error as error:
                with suppress(sqlite3.Error):
                    self._writer.rollback()
                raise _failed(error) from error

    def responds(self) -> bool:
        """Whether a query is answered; it takes no turn, for the thread that asks may have a read open."""
        try:
            (self._writer if self._in_memory else self._reader()).execute("SELECT 1 FROM instances LIMIT 1").fetchone()
        except (sqlite3.Error, StoreError):
            return False
        return True

    def backup(self, target: Path) -> None:
        """Copy through SQLite's online backup, in one step: in several, a busy writer would start it over for ever."""
        try:
            target.touch(mode=0o600, exist_ok=False)
        except OSError as error:
            raise StoreError(f"Cannot make {target}: {error.strerror}. Name a file that is not there yet.") from error
        copy = sqlite3.connect(target)
        try:
            with self._writing if self._in_memory else nullcontext():
                (self._writer if self._in_memory else self._reader()).backup(copy)
            found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
        except sqlite3.Error as error:
            raise _failed(error) from error
        finally:
            copy.close()
        if found != ["ok"]:
            raise StoreError(f"The copy {target} is damaged: {'; '.join(found[:_SHOWN_MAX])}")

    def compact(self) -> None:
        """VACUUM without the write-ahead log: leaving that mode needs the file for itself alone."""
        with self._writing:
            try:
                self._writer.execute("PRAGMA busy_timeout = 0")
                self._writer.execute("PRAGMA journal_mode = DELETE")
                self._writer.execute("PRAGMA secure_delete = ON")
                self._writer.execute("VACUUM")
                self._writer.execute("PRAGMA journal_mode = WAL")
                self._writer.execute(_PATIENCE)
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise _failed(error) from error
                raise StoreError(
                    f"Another program has {self._path} open. Stop the server, and whatever else reads the store, first."
                ) from error

    def integrity_problems(self) -> list[str]:
        """SQLite's own check of pages, indexes and foreign keys."""
        connection = self._writer if self._in_memory else self._reader()
        try:
            found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_SHOWN_MAX})")]
            keys = connection.execute("PRAGMA foreign_key_check").fetchmany(_SHOWN_MAX)
        except sqlite3.Error as error:
            return [str(error)]
        return [text for text in found if text != "ok"] + [f"{row[0]} row {row[1]} has no {row[2]}" for row in keys]

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._folding.close()
        with self._writing:
            while self._opened:
                self._opened.pop().close()

    def _migrate(self) -> None:
        version = self._writer.execute("PRAGMA user_version").fetchone()[0]
        newest = migrations()[-1][0]
        if version > newest:
            raise StoreError(
                f"{self._path} has schema version {version}; this Callslip knows versions up to {newest}. "
                "Start the newer Callslip that wrote it."
            )
        for number, statements in migrations()[version:]:
            self._writer.executescript(f"BEGIN IMMEDIATE; {statements}; PRAGMA user_version = {number}; COMMIT")

    def _committed(self) -> None:
        if not self._in_memory:
            pages = self._log_index.read(_LOG_PAGES_BYTES, _LOG_PAGES_AT)
            self._folding.committed(int.from_bytes(pages, sys.byteorder))

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            connection.execute(_READERS_CACHE)
            connection.execute("PRAGMA query_only = ON")
        return connection

    def _connect(self) -> sqlite3.Connection:
        with ExitStack() as undo:
            try:
                connection = sqlite3.connect(
                    self._path,
                    timeout=_BUSY_TIMEOUT_S,
                    isolation_level=None,
                    check_same_thread=False,
                    cached_statements=256,
                )
                undo.callback(connection.close)
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute(_CACHE)
            except sqlite3.Error as error:
                raise StoreError(f"Cannot open the store {self._path}: {error}") from error
            undo.pop_all()
        self._opened.append(connection)
        return connection


class _Reading:
    """The time of one read transaction on a connection."""

    __slots__ = ("_connection", "_transaction")

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._transaction = SqliteTransaction(connection)

    def __enter__(self) -> SqliteTransaction:
        try:
            self._begin()
        except sqlite3.Error as error:
            raise _failed(error) from error
        return self._transaction

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._transaction.settle()
                self._connection.execute("COMMIT")
        except sqlite3.Error as failure:
            raise _failed(failure) from failure
        finally:
            self._undo_what_is_left()

    def _begin(self) -> None:
        self._connection.execute("BEGIN")

    def _undo_what_is_left(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


class _Writing(_Reading):
    """The time of one write transaction, and the turn that it waits for or not."""

    __slots__ = ("_committed", "_turn", "_waits")

    def __init__(
        self, connection: sqlite3.Connection, turn: threading.Lock, committed: Callable[[], None], *, waits: bool
    ) -> None:
        super().__init__(connection)
        self._turn = turn
        self._committed = committed
        self._waits = waits

    def __enter__(self) -> SqliteTransaction:
        if not self._turn.acquire(blocking=self._waits):
            raise StoreError("another write of this process is under way")
        try:
            return super().__enter__()
        except StoreError:
            self._turn.release()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            super().__exit__(kind, error, trace)
            self._committed()
        finally:
            self._turn.release()

    def _begin(self) -> None:
        if self._waits:
            self._connection.execute("BEGIN IMMEDIATE")
            return
        self._connection.execute("PRAGMA busy_timeout = 0")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        finally:
            self._connection.execute(_PATIENCE)


def _fold(uri: str) -> None:
    """Put the log into the file as far as nobody reads it; what fails is done another time, and nothing is lost."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def _failed(error: Exception) -> StoreError:
    return StoreError(f"the store failed: {error}")
