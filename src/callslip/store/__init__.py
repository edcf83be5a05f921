"""Where contacts and their attributes are kept: a database behind a narrow waist, one file per aggregate."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from callslip.store.backend import Backend, StoreError, Transaction, UncertainError

if TYPE_CHECKING:
    from callslip.store.attribute_index import AttributeIndex
    from callslip.store.attributes import Attributes
    from callslip.store.client_tokens import ClientTokens
    from callslip.store.contact_search import ContactSearch
    from callslip.store.contacts import Contacts
    from callslip.store.deliveries import Deliveries
    from callslip.store.erasures import Erasures
    from callslip.store.flags import Flags
    from callslip.store.flow_contents import FlowContents
    from callslip.store.flow_invocations import FlowInvocations
    from callslip.store.flow_runs import FlowRuns
    from callslip.store.history import History
    from callslip.store.holds import Holds
    from callslip.store.instances import Instances
    from callslip.store.leftovers import Leftovers
    from callslip.store.outbox import Outbox
    from callslip.store.resources import Resources
    from callslip.store.retention import Retention
    from callslip.store.secrets import Secrets

__all__ = ["Backend", "Store", "StoreError", "Transaction", "UncertainError", "open_store"]

_BACKENDS = {
    "postgres": "callslip.store.postgres",
    "postgresql": "callslip.store.postgres",
    "sqlite": "callslip.store.sqlite",
}
_PARTS = {
    "attributes": ("transaction", "attribute_index", "outbox", "flags"),
    "contacts": ("transaction", "outbox"),
    "flow_contents": ("resources",),
    "retention": ("transaction", "attributes", "contacts", "attribute_index"),
}
"""What an aggregate is made of, where that is more than the transaction."""


class Store:
    """Every aggregate, inside one transaction. Each is made, and its file read, when it is first asked for."""

    attribute_index: "AttributeIndex"
    attributes: "Attributes"
    client_tokens: "ClientTokens"
    contact_search: "ContactSearch"
    contacts: "Contacts"
    deliveries: "Deliveries"
    erasures: "Erasures"
    flags: "Flags"
    flow_contents: "FlowContents"
    flow_invocations: "FlowInvocations"
    flow_runs: "FlowRuns"
    history: "History"
    holds: "Holds"
    instances: "Instances"
    leftovers: "Leftovers"
    outbox: "Outbox"
    resources: "Resources"
    retention: "Retention"
    secrets: "Secrets"

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction

    def __getattr__(self, name: str) -> Any:
        """An aggregate that was not asked for before; raises AttributeError for what is none."""
        parts = [getattr(self, part) for part in _PARTS.get(name, ("transaction",))]
        aggregate = _aggregate_class(name)(*parts)
        setattr(self, name, aggregate)
        return aggregate


@cache
def _aggregate_class(name: str) -> Any:
    if name not in Store.__annotations__:
        raise AttributeError(f"the store has no {name!a}")
    return getattr(import_module(f"callslip.store.{name}"), name.title().replace("_", ""))


def open_store(url: str, *, create: bool = True) -> Backend:
    """Open the database that a store URL names, with its schema up to date.

    `sqlite:PATH` is a file (made if absent), `sqlite::memory:` lives as long as the process; a path alone is a
    SQLite file. `postgresql://USER@HOST/DATABASE` is a database of PostgreSQL, as libpq reads it. Raises StoreError,
    also for a store that is not there when `create` is false.
    """
    scheme, colon, rest = url.partition(":")
    if not colon or "/" in scheme or "\\" in scheme:
        scheme, rest = "sqlite", url
    if scheme not in _BACKENDS:
        raise StoreError(f"No store for {scheme!r} URLs. Known: {', '.join(sorted(_BACKENDS))}; or a path alone.")
    try:
        opened = import_module(_BACKENDS[scheme])
    except ImportError as error:
        raise StoreError(f"Its driver is missing ({error}): pip install 'callslip[postgres]'") from error
    backend: Backend = opened.open_backend(rest, create=create)
    try:
        backend.migrate()
    except BaseException:
        backend.close()
        raise
    return backend
