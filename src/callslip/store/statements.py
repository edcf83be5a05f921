"""Named statements on a driver, at once or put off: what the transactions of all databases share."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from callslip.store.backend import Row, StoreError
from callslip.store.sql import Query


class Statements(ABC):
    """A transaction on something that executes as PEP 249 says."""

    __slots__ = ("_driver", "_promised", "_put_off", "_queries")

    driver_error: ClassVar[type[Exception]]

    def __init__(self, driver: Any, queries: Mapping[str, Query]) -> None:
        self._driver = driver
        self._queries = queries
        self._put_off: dict[str, list[Mapping[str, Any]]] = {}
        self._promised = 0

    @abstractmethod
    def _failed(self, error: Exception) -> StoreError:
        """What the rest is told of a driver's error, which itself may have values in it."""

    @property
    @abstractmethod
    def _written(self) -> int:
        """Rows written on this connection so far."""

    def one(self, query: str, parameters: Mapping[str, Any]) -> Row | None:
        """The first row of a query, or None."""
        try:
            row: Row | None = self._execute(query, parameters).fetchone()
        except self.driver_error as error:
            raise self._failed(error) from None
        return row

    def all(self, query: str, parameters: Mapping[str, Any]) -> Sequence[Row]:
        """Every row of a query."""
        try:
            rows: Sequence[Row] = self._execute(query, parameters).fetchall()
        except self.driver_error as error:
            raise self._failed(error) from None
        return rows

    def run(self, query: str, parameters: Mapping[str, Any], *, ahead: bool = False) -> int:
        """Perform a statement; the number of rows it touched."""
        try:
            return int(self._execute(query, parameters, ahead=ahead).rowcount)
        except self.driver_error as error:
            raise self._failed(error) from None

    def many(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Perform a statement once for each row."""
        self.settle()
        self._execute_many(query, rows)

    def put_off(self, query: str, parameters: Mapping[str, Any]) -> None:
        """Perform a statement later, with all others of its kind."""
        self._put_off.setdefault(query, []).append(parameters)
        self._promised += 1

    def savepoint(self) -> AbstractContextManager[None]:
        """A part that is undone alone when it raises; StoreError when even that fails."""
        return _Savepoint(self)

    @property
    def change_count(self) -> int:
        """Rows written on this connection so far and statements put off, which count once; also those undone since."""
        return self._written + self._promised

    def settle(self) -> None:
        """Perform what was put off."""
        before = self._written
        try:
            while self._put_off:
                query = next(iter(self._put_off))
                self._execute_many(query, self._put_off.pop(query))
        except StoreError:
            raise
        except Exception as error:  # whoever comes next must not be taken for the cause: the transaction is lost
            raise StoreError(f"the store failed: {type(error).__name__}") from error
        self._promised -= self._written - before

    def forget(self) -> None:
        """Never perform what was put off."""
        self._put_off.clear()

    def control(self, statement: str) -> None:
        """Perform one of the database's own statements about the transaction."""
        try:
            self._driver.execute(statement)
        except self.driver_error as error:
            raise self._failed(error) from None

    def _execute(self, query: str, parameters: Mapping[str, Any], *, ahead: bool = False) -> Any:
        if self._put_off and not ahead:
            self.settle()
        sql = self._queries[query]
        return self._driver.execute(sql.text, sql.bind(parameters))

    def _execute_many(self, query: str, rows: Iterable[Mapping[str, Any]]) -> None:
        try:
            sql = self._queries[query]
            self._driver.executemany(sql.text, map(sql.bind, rows))
        except self.driver_error as error:
            raise self._failed(error) from None


class _Savepoint:
    __slots__ = ("_statements",)

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def __enter__(self) -> None:
        self._statements.settle()
        self._statements.control("SAVEPOINT part")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            self._statements.settle()
        else:
            self._statements.forget()
            self._statements.control("ROLLBACK TO part")
        self._statements.control("RELEASE part")
