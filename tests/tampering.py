"""Changes to a store that no rule of its database forbids, as a damaged disk or a careless hand would make them."""

from callslip.store.sqlite import SqliteBackend


def tamper(backend, *statements):
    if isinstance(backend, SqliteBackend):
        backend._writer.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            backend._writer.execute(statement)
        return
    with backend.transaction() as transaction:
        for statement in ("SET LOCAL session_replication_role = replica", *statements):
            transaction.control(statement)
