"""Twenty-five months pass over ten thousand contacts while writers write: what should be kept is, on disk too."""

import json
import random
import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

from callslip.bootstrap import build_mock, compact_store
from callslip.clock import months_before_ms
from callslip.domain.attributes import Origin
from callslip.domain.contact import Contact, new_contact
from callslip.domain.instance import Instance
from callslip.keeping.erasure import Wish, contacts_of_customer, erase
from callslip.keeping.preview import prospects
from callslip.keeping.rules import place_hold, set_retention
from callslip.keeping.sweep import sweep
from callslip.protocol.message import Request
from callslip.settings import Settings
from callslip.store import Store
from callslip.store.checkup import find_problems
from stand_ins import NOW_MS, CountingIds, FixedClock

MONTHS = 25
STEP_MS = 30 * 24 * 3_600_000
RULES = {"usual": 24, "shorter": 6, "for-ever": 0}
SECRET = "card-4111-1111"
CUSTOMER = "+15550199"
WRITERS = 3


@dataclass
class Plan:
    """What was put in: every contact by its id, the chains held, the contacts of the customer."""

    contacts: dict[str, Contact] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    customers: set[str] = field(default_factory=set)

    def is_kept(self, contact: Contact, now_ms: int) -> bool:
        """Whether the contact is within its retention, or held."""
        months = RULES[contact.instance_id]
        floor_ms = months_before_ms(now_ms, months) if months else 0
        return contact.initiated_ms >= floor_ms or contact.initial_contact_id in self.held

    def rows(self, now_ms: int) -> set[str]:
        """The contacts that have a row: those kept, and the first ones of chains that go on."""
        kept = {name for name, contact in self.contacts.items() if self.is_kept(contact, now_ms)}
        return kept | {self.contacts[name].initial_contact_id for name in kept}


def begin_month(gateway, plan: Plan, clock, count: int, chance: random.Random) -> None:
    """Contacts that begin in the coming month, every fifth a leg of the one before it; some held, some a customer's."""
    with gateway.backend.transaction() as transaction:
        store = Store(transaction)
        before = None
        for number in range(count):
            instance_id = before.instance_id if number % 5 == 4 else chance.choice(list(RULES))
            begins_ms = clock.value_ms + number * STEP_MS // count
            name = f"contact-{len(plan.contacts):06}-end"
            contact = new_contact(instance_id, name, "TASK", "API", begins_ms, {"Name": "call back"})
            if number % 5 == 4:
                contact = replace(contact, initial_contact_id=before.initial_contact_id)
                store.contacts.put(contact)
            else:
                contact = begin_chain(store, plan, contact, is_customer=chance.random() < 0.05)
            plan.contacts[name] = before = contact
    clock.value_ms += STEP_MS


def begin_chain(store: Store, plan: Plan, contact: Contact, *, is_customer: bool) -> Contact:
    """Store the first contact of a chain with its attributes; the customer's has a secret of its own."""
    values = {"tier": "gold", "card": f"{SECRET}-{len(plan.contacts):06}" if is_customer else "none"}
    if is_customer:
        plan.customers.add(contact.contact_id)
        contact = replace(contact, details={**contact.details, "CustomerEndpoint": {"Address": CUSTOMER}})
    store.contacts.put(contact)
    origin = Origin("arn:loader", contact.initiated_ms, "import", CountingIds().new_salts)
    store.attributes.create(contact, values, origin)
    return contact


class Writer:
    """Updates contacts at random until it is told to stop; counts the answers by status."""

    def __init__(self, gateway, plan: Plan, seed: int) -> None:
        self._gateway = gateway
        self._plan = plan
        self._chance = random.Random(seed)
        self.statuses: dict[int, int] = {}
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def join(self) -> None:
        """Stop, once the request under way is answered."""
        self.stop.set()
        self._thread.join()

    def _run(self) -> None:
        number = 0
        while not self.stop.wait(0.002):
            names = list(self._plan.contacts)
            if not names:
                continue
            contact = self._plan.contacts[self._chance.choice(names)]
            number += 1
            body = {
                "InstanceId": contact.instance_id,
                "InitialContactId": contact.contact_id,
                "Attributes": {"written": str(number)},
            }
            headers = {"content-type": "application/json", "host": "localhost"}
            request = Request("POST", "/contact/attributes", "", headers, json.dumps(body).encode())
            status = self._gateway.handle(request).status
            self.statuses[status] = self.statuses.get(status, 0) + 1


def live(gateway, plan: Plan, clock, count: int, chance: random.Random) -> dict:
    """All months, one after the other; the receipt of the erasure in the twentieth."""
    kept = (gateway.backend, gateway.world)
    receipt = {}
    for month in range(MONTHS):
        begin_month(gateway, plan, clock, count // MONTHS, chance)
        for name in chance.sample(sorted(plan.contacts), 3):
            contact = plan.contacts[name]
            if plan.is_kept(contact, clock.value_ms) and name not in plan.customers:
                place_hold(*kept, (contact.instance_id, name), "court", "ana")
                plan.held.add(contact.initial_contact_id)
        if month == 20:
            receipt = erase_customer(gateway, plan, clock)
        while sweep(*kept):
            pass
    return receipt


def erase_customer(gateway, plan: Plan, clock) -> dict:
    chains = {}
    for instance_id in RULES:
        found = contacts_of_customer(gateway.backend, instance_id, CUSTOMER)
        held = [name for name in found if name in plan.held]
        wish = Wish(instance_id, [name for name in found if name not in held], "ana", "asked")
        receipt = erase(gateway.backend, gateway.world, wish)
        chains |= {chain["InitialContactId"]: chain for chain in receipt["Chains"]}
        forget_held(gateway, plan, held)
    return chains


def forget_held(gateway, plan: Plan, held: list[str]) -> None:
    """A customer's contact whose chain is held cannot be erased: its secret may stay."""
    plan.customers -= set(held)


@pytest.mark.parametrize(
    "count", [pytest.param(250, id="250-contacts"), pytest.param(10_000, id="10000-contacts", marks=pytest.mark.slow)]
)
def test_what_is_kept_is_what_should_be(tmp_path, chance, count):
    settings = Settings(store=str(tmp_path / "store.db"), instance_id="", retention_archive=str(tmp_path / "archive"))
    clock, plan = FixedClock(NOW_MS), Plan()
    gateway = build_mock(settings, clock)
    with gateway.backend.transaction() as transaction:
        for instance_id in RULES:
            Store(transaction).instances.put(Instance(instance_id, "SAML", NOW_MS))
    for instance_id in ("shorter", "for-ever"):
        set_retention(gateway.backend, gateway.world, instance_id, RULES[instance_id], "ana")

    writers = [Writer(gateway, plan, chance.randrange(2**32)) for _ in range(WRITERS)]
    try:
        erased = live(gateway, plan, clock, count, chance)
    finally:
        for writer in writers:
            writer.join()
    while sweep(gateway.backend, gateway.world):
        pass

    assert find_problems(gateway.backend) == []
    check_answers(writers)
    check_dry_run(gateway)
    gateway.backend.close()
    kept = plan.rows(clock.value_ms)
    check_archive(tmp_path / "archive", set(plan.contacts) - kept, plan)
    secrets = plan.customers & (set(erased) | set(plan.contacts) - kept)
    compact_store(settings.store)
    check_disk(tmp_path, kept, set(erased), secrets)


def check_answers(writers) -> None:
    """Writers were answered all along: with success, or that the contact is gone."""
    total = {status: sum(writer.statuses.get(status, 0) for writer in writers) for status in (200, 404)}
    assert all(set(writer.statuses) <= {200, 404} for writer in writers)
    assert total[200] > 0


def check_dry_run(gateway) -> None:
    """Nothing is left to go now."""
    assert [len(each.going) for each in prospects(gateway.backend, gateway.world, 0)] == [0] * len(RULES)


def check_archive(folder: Path, gone: set[str], plan: Plan) -> None:
    """Every contact that went is in the archive as it was; none that stayed with its row is, but emptied first ones."""
    lines = [json.loads(line) for path in folder.iterdir() for line in path.read_text().splitlines()]
    archived = {line["Contact"]["ContactId"]: line for line in lines}
    assert gone <= set(archived)
    emptied = set(archived) - gone
    assert all(plan.contacts[name].is_first for name in emptied)
    for name in gone:
        line = archived[name]
        assert name in line["Chain"]
        assert "tier" in line["Attributes"] or plan.contacts[name].initial_contact_id in plan.customers


def check_disk(folder: Path, kept: set[str], erased: set[str], secrets: set[str]) -> None:
    """The files name the contacts that are kept, and those in receipts; no byte of a secret that should be gone."""
    content = b"".join(path.read_bytes() for path in folder.glob("store.db*"))
    named = {found.decode() for found in re.findall(rb"contact-\d{6}-end", content)}
    with closing(sqlite3.connect(folder / "store.db")) as connection, connection:
        rows = {row[0] for row in connection.execute("SELECT contact_id FROM contacts")}
        receipts = "".join(row[0] for row in connection.execute("SELECT receipt FROM erasures"))
    connection.close()
    assert rows == kept
    assert named - kept <= set(re.findall(r"contact-\d{6}-end", receipts))
    for name in secrets:
        assert f"{SECRET}-{name.split('-')[1]}".encode() not in content
    for name in erased & secrets:
        assert name in receipts
