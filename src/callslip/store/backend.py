"""The waist between the aggregates and a database: transactions that answer named queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol


class StoreError(Exception):
    """The database failed (disk full, locked, damaged): nothing of the transaction was kept."""


class UncertainError(StoreError):
    """The database was lost in the middle of a commit: the transaction was kept whole, or not at all."""


class Row(Protocol):
    """One result row, read by column name, or whole in the query's order, which takes a third of the time."""

    def __getitem__(self, column: str, /) -> Any:
        """The value of a column."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """The values of all columns."""
        ...


class Transaction(Protocol):
    """All or nothing; every method raises StoreError when the database fails.

    What is put off is performed before any other statement that is not said to go `ahead` of it, and at the end.
    """

    def one(self, query: str, parameters: Mapping[str, Any]) -> Row | None:
        """The first row of a query, or None."""
        ...

    def all(self, query: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Every row of a query: only for queries that limit themselves."""
        ...

    def run(self, query: str, parameters: Mapping[str, Any], *, ahead: bool = False) -> int:
        """Perform a statement; the number of rows it touched. One that goes `ahead` has nothing to do with the rest."""
        ...

    def many(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Perform a statement once for each row."""
        ...

    def put_off(self, query: str, parameters: Mapping[str, Any]) -> None:
        """Perform a statement later, with all others of its kind: each kind in its order, the kinds in any."""
        ...

    def settle(self) -> None:
        """Perform what was put off."""
        ...

    def tables(self) -> Mapping[str, Sequence[str]]:
        """Every table of ours with its columns; one that refers to another comes after it."""
        ...

    def read_table(self, table: str, columns: Sequence[str]) -> Iterator[Iterable[Any]]:
        """Every row of a table, in no order; to be read to its end before anything else is asked."""
        ...

    def fill_table(self, table: str, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> None:
        """Put rows into a table."""
        ...

    def savepoint(self) -> AbstractContextManager[None]:
        """A part that is undone alone when it raises."""
        ...

    @property
    def change_count(self) -> int:
        """A number that has grown wherever a row was written, or a statement put off, meanwhile."""
        ...


class Backend(Protocol):
    """One database."""

    def transaction(self, *, read_only: bool = False, waits: bool = True) -> AbstractContextManager[Transaction]:
        """Begin; commit at the end, durably, or undo everything on an exception.

        Usable from any thread; it may end in another than it began in. A read-only transaction sees one state of the
        data and does not wait for the writer. A writer waits for its turn, or without `waits` raises StoreError.
        """
        ...

    def migrate(self) -> None:
        """Bring the schema up to date; refuse a file that a newer version has written. Raises StoreError."""
        ...

    def responds(self) -> bool:
        """Whether a query is answered."""
        ...

    def backup(self, target: Path) -> None:
        """Write a whole, verified copy while others go on working. Raises StoreError; never overwrites."""
        ...

    def compact(self) -> None:
        """Write the files anew, with nothing deleted left in them. Raises StoreError while others have them open."""
        ...

    def integrity_problems(self) -> list[str]:
        """What the database itself finds wrong with its files; empty when nothing is."""
        ...

    def close(self) -> None:
        """Release everything; nothing may follow."""
        ...
