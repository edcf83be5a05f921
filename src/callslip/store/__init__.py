"""Where contacts and their attributes are kept: a database behind a narrow waist, one file per aggregate."""

from importlib import import_module

from callslip.store.attribute_index import AttributeIndex
from callslip.store.attributes import Attributes
from callslip.store.backend import Backend, StoreError, Transaction
from callslip.store.client_tokens import ClientTokens
from callslip.store.contact_search import ContactSearch, Found
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

__all__ = ["Backend", "Found", "Store", "StoreError", "Transaction", "open_store"]

_BACKENDS = {"sqlite": "callslip.store.sqlite"}


class Store:
    """Every aggregate, inside one transaction."""

    __slots__ = (
        "attribute_index",
        "attributes",
        "client_tokens",
        "contact_search",
        "contacts",
        "deliveries",
        "erasures",
        "flags",
        "flow_contents",
        "flow_invocations",
        "flow_runs",
        "history",
        "holds",
        "instances",
        "leftovers",
        "outbox",
        "resources",
        "retention",
        "secrets",
        "transaction",
    )

    def __init__(self, transaction: Transaction) -> None:
        self.outbox = Outbox(transaction)
        self.flags = Flags(transaction)
        self.attribute_index = AttributeIndex(transaction)
        self.attributes = Attributes(transaction, self.attribute_index, self.outbox, self.flags)
        self.client_tokens = ClientTokens(transaction)
        self.contact_search = ContactSearch(transaction)
        self.contacts = Contacts(transaction, self.outbox)
        self.deliveries = Deliveries(transaction)
        self.erasures = Erasures(transaction)
        self.history = History(transaction)
        self.holds = Holds(transaction)
        self.instances = Instances(transaction)
        self.leftovers = Leftovers(transaction)
        self.retention = Retention(transaction, self.attributes, self.contacts, self.attribute_index)
        self.resources = Resources(transaction)
        self.flow_contents = FlowContents(self.resources)
        self.flow_invocations = FlowInvocations(transaction)
        self.flow_runs = FlowRuns(transaction)
        self.secrets = Secrets(transaction)
        self.transaction = transaction


def open_store(url: str, *, create: bool = True) -> Backend:
    """Open the database that a store URL names, with its schema up to date.

    `sqlite:PATH` is a file (made if absent), `sqlite::memory:` lives as long as the process; a path alone is a
    SQLite file. Raises StoreError, also for a file that is not there when `create` is false.
    """
    scheme, colon, rest = url.partition(":")
    if not colon or "/" in scheme or "\\" in scheme:
        scheme, rest = "sqlite", url
    if scheme not in _BACKENDS:
        raise StoreError(f"No store for {scheme!r} URLs. Known: {', '.join(sorted(_BACKENDS))}; or a path alone.")
    backend: Backend = import_module(_BACKENDS[scheme]).open_backend(rest, create=create)
    backend.migrate()
    return backend
