"""Copies a whole store into an empty one, whatever database keeps either."""

from collections.abc import Callable, Iterator
from typing import Any

from callslip.store.backend import Backend, StoreError


def copy_store(source: Backend, target: Backend, progress: Callable[[str, int], None]) -> int:
    """Copy every row of one state of the source, all or nothing; the number of rows.

    `progress` hears of each table and of the rows copied so far. Raises StoreError, also where the target has an
    instance already.
    """
    copied = 0

    def counted(table: str, rows: Iterator[Any]) -> Iterator[Any]:
        nonlocal copied
        for row in rows:
            copied += 1
            progress(table, copied)
            yield row

    with source.transaction(read_only=True) as reading, target.transaction() as writing:
        if writing.one("instance_page", {"after": "", "limit": 1}) is not None:
            raise StoreError("The target has instances already. Copy into a store that is not there yet, or is empty.")
        for table, columns in writing.tables().items():
            writing.fill_table(table, columns, counted(table, reading.read_table(table, columns)))
    return copied
