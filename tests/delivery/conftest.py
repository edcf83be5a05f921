"""A store in memory with a destination that a test can make fail, and time in the test's hands."""

import msgspec
import pytest
from msgspec.structs import replace

from callslip.delivery.compose import Composer
from callslip.delivery.message import BOTH, DeliveryError
from callslip.delivery.worker import Worker
from callslip.domain.arn import ArnMaker
from callslip.domain.attributes import Origin
from callslip.domain.contact import new_contact
from callslip.domain.instance import Instance
from callslip.store import Store, open_store
from stand_ins import NOW_MS, CountingIds, FixedChance, FixedClock

ARNS = ArnMaker("us-east-1", "123456789012")
CALLER = "arn:aws:iam::123456789012:user/ana"


def origin_at(at_ms):
    return Origin(CALLER, at_ms, "api", CountingIds().new_salts)


class Bench:
    """What a test does to the store, each in a transaction of its own."""

    def __init__(self, backend):
        self.backend = backend

    def do(self, action):
        with self.backend.transaction() as transaction:
            return action(Store(transaction))

    def begin(self, contact_id, attributes=(), previous=None, **more):
        def action(store):
            contact = replace(new_contact("i", contact_id, "TASK", "API", NOW_MS, {}), **more)
            if previous:
                first = store.contacts.find("i", previous).initial_contact_id
                contact = replace(contact, previous_contact_id=previous, initial_contact_id=first)
            store.contacts.put(contact)
            if not previous:
                store.attributes.create(contact, dict(attributes), origin_at(NOW_MS))

        self.do(action)

    def update(self, contact_id, at_ms=NOW_MS, **attributes):
        def action(store):
            before = store.attributes.get("i", contact_id)
            store.attributes.update("i", contact_id, before, attributes, origin_at(at_ms))

        self.do(action)

    def change(self, contact_id, **more):
        def perform(store):
            before = store.contacts.find("i", contact_id)
            details = {**before.details, **more.pop("details", {})}
            store.contacts.update(replace(before, details=details, **more))

        self.do(perform)

    def entries(self):
        return self.do(lambda store: store.outbox.page(0, 99))

    def delivery(self, name="test"):
        return self.do(lambda store: store.deliveries.find(name))

    def dead(self):
        return self.do(lambda store: store.deliveries.dead_letters("", 0, 99))

    def messages(self, *, with_values=True):
        """Every message of every entry."""
        composer = Composer(ARNS, with_values=with_values)
        return self.do(
            lambda store: [message for each in composer.compose(store, store.outbox.page(0, 99)) for message in each]
        )

    def bodies(self, kind, **more):
        return [msgspec.json.decode(message.body) for message in self.messages(**more) if message.kind == kind]


class Taker:
    """A destination that remembers; `refuses` decides of each message, `down` refuses all."""

    name = "test"

    def __init__(self):
        self.takes = BOTH
        self.got = []
        self.calls = []
        self.down = False
        self.refuses = lambda _: False

    def deliver(self, messages):
        self.calls.append(len(messages))
        for number, message in enumerate(messages):
            if self.down or self.refuses(message):
                raise DeliveryError("refused", number)
            self.got.append(message)

    def told(self):
        """The contact of every message taken."""
        return [message.contact_id for message in self.got]


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def bench():
    backend = open_store("sqlite::memory:")
    bench = Bench(backend)
    bench.do(lambda store: store.instances.put(Instance("i", "CONNECT_MANAGED", NOW_MS)))
    bench.do(lambda store: store.deliveries.add("test", 0))
    yield bench
    backend.close()


@pytest.fixture
def taker():
    return Taker()


@pytest.fixture
def worker(bench, taker, clock):
    """A worker that gives up after three attempts; chance always takes the longest wait."""
    return Worker(taker, bench.backend, Composer(ARNS, with_values=True), clock, FixedChance(1.0), 3)
