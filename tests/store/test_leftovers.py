"""Texts beside the attributes: found by contact, and replaced one by one."""

import msgspec

from callslip.domain.contact import new_contact
from callslip.domain.flow_run import FlowRun, Invocation
from callslip.domain.instance import Instance
from callslip.store import Store
from stand_ins import NOW_MS

TABLES = ("flow_runs", "flow_run_events", "flow_invocations", "holds")


def fill(store):
    store.instances.put(Instance("i", "SAML", NOW_MS))
    for contact_id in ("c", "d"):
        contact = new_contact("i", contact_id, "TASK", "API", NOW_MS, {})
        store.contacts.put(contact)
        run = FlowRun("i", contact_id, 1, "f", 1, 1, None, None, 1, f"{contact_id} state")
        store.flow_runs.put(run)
        store.flow_runs.put_event(run, 1, f"{contact_id} event")
        store.flow_invocations.put(Invocation("i", f"v{contact_id}", contact_id, 0, 1, f"{contact_id} call"))
        store.holds.place(contact, f"h{contact_id}", f"{contact_id} reason", "ana", 1)


def texts(store, contact_id):
    return [each.text for table in TABLES for each in store.leftovers.of_contact(table, "i", contact_id)]


def test_each_table_gives_the_texts_of_one_contact_and_takes_them_back(backend):
    with backend.transaction() as transaction:
        store = Store(transaction)
        fill(store)
        assert texts(store, "c") == ["c state", "c event", "c call", "c reason"]
        for table in TABLES:
            (found,) = store.leftovers.of_contact(table, "i", "c")
            store.leftovers.put(msgspec.structs.replace(found, text=f"new {table}"))
        assert texts(store, "c") == [f"new {table}" for table in TABLES]
        assert texts(store, "d") == ["d state", "d event", "d call", "d reason"]
        assert texts(store, "nobody") == []
