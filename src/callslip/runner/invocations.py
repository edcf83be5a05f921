"""The answers of Lambda invocations, given to the runs that wait for them."""

from callslip.domain.flow_run import Invocation
from callslip.flows.events import Answered
from callslip.runner.drive import Drive
from callslip.runner.play import play
from callslip.runner.state import state_of
from callslip.runner.world import Stage

ATTEMPTS_MAX = 3
"""How often a call is begun of which no answer is known, because the server ended meanwhile."""


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
