"""The flows of a contact from outside: input for the one under way, and the record of all; our own, not Amazon's."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from callslip.domain.flow_run import FlowRun
from callslip.operation import World
from callslip.runner.inputs import give_input
from callslip.runner.state import happening_of, state_of
from callslip.runner.world import Stage
from callslip.store import Backend, Store

_RUNS_MAX = 100
_EVENTS_MAX = 1_000


def give(backend: Backend, world: World, instance_id: str, contact_id: str, given: Mapping[str, Any]) -> None:
    """Give input to a contact's flow: one of `Keys`, `Text` and `Event`.

    Raises ResourceNotFoundException, InvalidParameterException, InvalidRequestException, StoreError.
    """
    with backend.transaction() as transaction:
        stage = Stage(Store(transaction), world, world.clock.now_ms())
        give_input(stage, stage.store.contacts.get(instance_id, contact_id, stage.floor_ms(instance_id)), given)


def record(backend: Backend, world: World, instance_id: str, contact_id: str) -> list[dict[str, Any]]:
    """The contact's runs, the earliest first (100 at most), each with what happened in it (1,000 events at most).

    Times are milliseconds since 1970; `Ended` is None for the one under way, whose `WaitsFor` says for what.
    Raises ResourceNotFoundException, StoreError.
    """
    with backend.transaction(read_only=True) as transaction:
        store = Store(transaction)
        store.contacts.get(instance_id, contact_id, world.floor_ms(store, instance_id))
        runs = store.flow_runs.page(instance_id, contact_id, 0, _RUNS_MAX)
        return [_shown(run, store.flow_runs.events(run, 0, _EVENTS_MAX)) for run in runs]


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
