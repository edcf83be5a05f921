"""The least that a store can be asked: to keep an instance, and to name those it has."""

from callslip.domain.instance import Instance
from callslip.store import Store
from stand_ins import NOW_MS


def put(backend, name):
    with backend.transaction() as transaction:
        Store(transaction).instances.put(Instance(name, "SAML", NOW_MS, alias=name))


def names(backend):
    with backend.transaction(read_only=True) as transaction:
        return [one.instance_id for one in Store(transaction).instances.page("", 99)]
