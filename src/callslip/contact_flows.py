"""The flows of a contact from outside: input for the one under way, and the record of all; our own, not Amazon's."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from callslip.domain.contact import Contact
from callslip.domain.flow_run import FlowRun
from callslip.operation import World
from callslip.runner.inputs import give_input
from callslip.runner.state import happening_of, state_of
from callslip.runner.world import Stage
from callslip.store import Backend, Store

_RUNS_MAX = 100
_EVENTS_MAX = 1_000
_WITHOUT_VALUES = frozenset({"Timestamp", "flow_id", "event", "effects", "effect", "type", "identifier", "how"})


def give(backend: Backend, world: World, instance_id: str, contact_id: str, given: Mapping[str, Any]) -> None:
    """Give input to a contact's flow: one of `Keys`, `Text` and `Event`.

    Raises ResourceNotFoundException, InvalidParameterException, InvalidRequestException, StoreError.
    """
    with backend.transaction() as transaction:
        stage = Stage(Store(transaction), world, world.clock.now_ms())
        give_input(stage, stage.store.contacts.get(instance_id, contact_id, stage.floor_ms(instance_id)), given)


def recorded(backend: Backend, world: World, instance_id: str, contact_id: str) -> list[dict[str, Any]]:
    """As `record`, of the contact named. Raises ResourceNotFoundException, StoreError."""
    with backend.transaction(read_only=True) as transaction:
        store = Store(transaction)
        contact = store.contacts.get(instance_id, contact_id, world.floor_ms(store, instance_id))
        return record(store, contact, with_values=True)


def record(store: Store, contact: Contact, *, with_values: bool) -> list[dict[str, Any]]:
    """The contact's runs, the earliest first (100 at most), each with what happened in it (1,000 events at most).

    Times are milliseconds since 1970; `Ended` is None for the one under way, whose `WaitsFor` says for what. Without
    values, events tell what came and which actions ran: any text in them may have come from an attribute.
    """
    runs = store.flow_runs.page(contact.instance_id, contact.contact_id, 0, _RUNS_MAX)
    shown = [_shown(run, store.flow_runs.events(run, 0, _EVENTS_MAX)) for run in runs]
    return shown if with_values else [_cut(run, frozenset(run) | _WITHOUT_VALUES) for run in shown]


def _shown(run: FlowRun, events: Sequence[tuple[int, str]]) -> dict[str, Any]:
    state = state_of(run)
    waiting = None if state.ended else state.frames[-1].run.waiting
    return {
        "FlowId": run.flow_id,
        "FlowType": state.flow_type,
        "BegunTimestamp": run.begun_ms,
        "EndedTimestamp": run.ended_ms,
        "Ended": msgspec.to_builtins(state.ended),
        "WaitsFor": None if waiting is None else waiting.kind,
        "DueTimestamp": run.due_ms,
        "Events": [{"Timestamp": at_ms, **msgspec.to_builtins(happening_of(text))} for at_ms, text in events],
    }


def _cut(value: Any, names: frozenset[str]) -> Any:
    """The value with members of these names alone, however deep they stand."""
    if isinstance(value, list | tuple):
        return [_cut(item, names) for item in value]
    if isinstance(value, dict):
        return {name: _cut(item, names) for name, item in value.items() if name in names}
    return value
