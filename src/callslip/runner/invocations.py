"""Lambda invocations between their question and their answer: taken, and their answer given to the run."""

from collections.abc import Mapping
from typing import Any

import msgspec

from callslip.domain.flow_run import Invocation
from callslip.flows.events import Answered
from callslip.runner.drive import Drive
from callslip.runner.play import play
from callslip.runner.state import state_of
from callslip.runner.world import Stage

ATTEMPTS_MAX = 3
"""How often a call is begun of which no answer is known, because the server ended meanwhile."""

_GRACE_S = 5


def take(stage: Stage, limit: int) -> list[Invocation]:
    """Invocations that are to be called now; each is due again when no answer can come any more."""
    invocations = stage.store.flow_invocations
    taken = []
    for invocation in invocations.due(stage.at_ms, limit):
        lease_s = int(call_of(invocation)["limit_s"]) + _GRACE_S
        taken.append(invocations.begin(invocation, stage.at_ms + lease_s * 1000))
    return taken


def call_of(invocation: Invocation) -> Mapping[str, Any]:
    """What is to be called: `arn`, `event`, `limit_s`, `asynchronous`."""
    call: Mapping[str, Any] = msgspec.json.decode(invocation.document)
    return call


def complete(stage: Stage, invocation: Invocation, answered: Answered) -> None:
    """Give the answer to the run that waits for it, once; one that has gone on or ended does not notice."""
    if not stage.store.flow_invocations.delete(invocation):
        return
    run = stage.store.flow_runs.last(invocation.instance_id, invocation.contact_id)
    contact = stage.store.contacts.find(invocation.instance_id, invocation.contact_id)
    if run is None or contact is None or not run.is_ongoing:
        return
    if state_of(run).invocation_id == invocation.invocation_id:

        def give(drive: Drive) -> None:
            drive.send(answered)

        play(stage, contact, run, give)
