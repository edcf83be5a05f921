"""Secrets of the store itself: each is drawn once and lasts as long as the store."""

from callslip.store.backend import Transaction


class Secrets:
    """Secrets by name. They are not for callers."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def get_or_put(self, name: str, drawn: str) -> str:
        """The secret of that name; `drawn` becomes it when there is none yet."""
        self._transaction.run("secret_put", {"name": name, "value": drawn})
        row = self._transaction.one("secret_find", {"name": name})
        return str(row["value"]) if row else drawn
