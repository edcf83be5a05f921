"""Plays a contact's run and what follows from its end: another flow, a queue, the end of the contact."""

from collections.abc import Callable

from msgspec.structs import replace

from callslip.domain import lifecycle
from callslip.domain.contact import Contact
from callslip.domain.flow_run import FlowRun
from callslip.domain.transfer import REASONS, transferred
from callslip.flows.engine import STEPS_MAX
from callslip.flows.flow_types import HOLD, QUEUE, WHISPER
from callslip.flows.run import (
    DISCONNECTED,
    QUEUED,
    STOPPED,
    TRANSFERRED_TO_AGENT,
    TRANSFERRED_TO_FLOW,
    TRANSFERRED_TO_THIRD_PARTY,
)
from callslip.runner.begin import origin_of, put_run
from callslip.runner.contacts import begin_contact, end_contact
from callslip.runner.drive import Drive
from callslip.runner.endings import finish_contact, hook_of
from callslip.runner.state import Following
from callslip.runner.stored_flows import find_flow
from callslip.runner.world import Stage

BY_FLOW = "CONTACT_FLOW_DISCONNECT"
"""Why a contact ended that its flow has ended."""

_STAYS = frozenset((STOPPED, TRANSFERRED_TO_AGENT, TRANSFERRED_TO_THIRD_PARTY))
_IN_FLOW = frozenset((lifecycle.State.CONNECTED, lifecycle.State.DIALING))
_DISCONNECTED_BY_FLOW = frozenset(("CHAT", "TASK"))
_NOTHING: tuple[Following, ...] = ()


def play(stage: Stage, contact: Contact, run: FlowRun, act: Callable[[Drive], None] = Drive.wake) -> Contact:
    """Do something to the run, then play the flows that follow it on the contact; the contact afterwards."""
    steps_left = STEPS_MAX
    while True:
        drive = Drive(stage, contact, run, steps_left)
        act(drive)
        drive.save()
        contact = drive.contact
        if drive.ended is None:
            return contact
        contact, following = _conclude(stage, drive)
        next_run = begin_first(stage, contact, following, drive.state.depth)
        if next_run is None:
            return contact
        run, act, steps_left = next_run, Drive.wake, drive.steps_left


def begin_first(stage: Stage, contact: Contact, following: tuple[Following, ...], depth: int = 0) -> FlowRun | None:
    """A run of the first of these flows that is stored, with the rest to follow it; None where none is."""
    for number, each in enumerate(following, 1):
        stored = find_flow(stage, contact.instance_id, each.flow_id)
        if stored is not None:
            return put_run(stage, contact, stored, flow_type=each.flow_type, then=following[number:], depth=depth)
    return None


def _conclude(stage: Stage, drive: Drive) -> tuple[Contact, tuple[Following, ...]]:
    """What the end of a run means for its contact, and which flows follow."""
    contact, ended, flow_type = drive.contact, drive.ended, drive.state.flow_type
    if ended is None or ended.how in _STAYS:
        return contact, _NOTHING
    if ended.how == TRANSFERRED_TO_FLOW:
        return contact, (Following(ended.detail, ""),)
    if ended.how == QUEUED:
        queue_id = ended.detail.rpartition("/")[2]
        enter = _requeue if flow_type in QUEUE else _enqueue
        return enter(stage, drive, queue_id)
    if flow_type in (*WHISPER, *HOLD):
        return contact, drive.state.then
    if ended.how == DISCONNECTED or (flow_type not in QUEUE and lifecycle.state_of(contact) in _IN_FLOW):
        _end(stage, contact)
    return contact, _NOTHING


def _enqueue(stage: Stage, drive: Drive, queue_id: str) -> tuple[Contact, tuple[Following, ...]]:
    contact = lifecycle.enqueue(drive.contact, queue_id, stage.at_ms)
    stage.store.contacts.update(contact)
    return contact, _queue_flow(contact)


def _requeue(stage: Stage, drive: Drive, queue_id: str) -> tuple[Contact, tuple[Following, ...]]:
    """The next leg of the chain waits in the other queue; its queue flow begins when somebody looks."""
    contact, now_ms = drive.contact, stage.at_ms
    flow_id = contact.details.get("ContactFlowId", "")
    leg = transferred(contact, stage.world.ids.new_id(), flow_id, now_ms, to_queue=True)
    leg = lifecycle.enqueue(leg, queue_id, now_ms)
    origin = origin_of(stage, contact.instance_id, drive.state.frames[0].run.flow_id)
    begin_contact(stage.store, leg, {}, origin, stage.floor_ms(leg.instance_id))
    begin_first(stage, leg, _queue_flow(leg), drive.state.depth)
    end_contact(stage.store, contact, REASONS.get(contact.channel, "OTHER"), now_ms)
    return contact, _NOTHING


def _queue_flow(contact: Contact) -> tuple[Following, ...]:
    flow_id = hook_of(contact, "CustomerQueue")
    return (Following(flow_id, QUEUE[0]),) if flow_id else _NOTHING


def _end(stage: Stage, contact: Contact) -> None:
    if not contact.is_ongoing:
        return
    if contact.channel in _DISCONNECTED_BY_FLOW:
        finish_contact(stage, contact, BY_FLOW)
    else:
        end_contact(stage.store, contact, BY_FLOW, stage.at_ms)


def interrupt(stage: Stage, contact: Contact, reason: str) -> Contact:
    """End the contact's run from outside, if one is under way; the contact afterwards."""
    run = stage.store.flow_runs.last(contact.instance_id, contact.contact_id)
    if run is None or not run.is_ongoing:
        return contact
    return play(stage, contact, run, lambda drive: drive.stop(reason))


def settled(contact: Contact, at_ms: int) -> Contact:
    """A call whose flow begins has been answered: there is no telephone that could ring (our decision)."""
    if contact.channel == "VOICE" and contact.connected_ms is None:
        return replace(contact, connected_ms=at_ms)
    return contact
