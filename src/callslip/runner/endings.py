"""Ends contacts, with the disconnect flow that one of them has set."""

from msgspec.structs import replace

from callslip.domain.contact import Contact
from callslip.domain.errors import ServiceError
from callslip.domain.expiry import expires_ms
from callslip.domain.transfer import transferred
from callslip.runner.begin import FLOW_DEPTH_MAX, origin_of, put_run
from callslip.runner.contacts import begin_contact, end_contact
from callslip.runner.scenes import settings_of, without_hooks
from callslip.runner.state import state_of
from callslip.runner.stored_flows import StoredFlow, find_flow
from callslip.runner.world import Stage

DISCONNECT = "DISCONNECT"


def finish_contact(stage: Stage, contact: Contact, reason: str) -> None:
    """End an ongoing contact; its disconnect flow, if it is stored, is put before a new contact of the chain.

    A disconnect event is the end of a call or chat, and of a task however it ends.
    Source: https://docs.aws.amazon.com/connect/latest/adminguide/set-disconnect-flow.html
    """
    end_contact(stage.store, contact, reason, stage.at_ms)
    flow_id = hook_of(contact, "CustomerRemaining")
    if not flow_id or contact.initiation_method == DISCONNECT:
        return
    stored = find_flow(stage, contact.instance_id, flow_id)
    if stored is not None:
        _remain(stage, contact, stored)


def hook_of(contact: Contact, event: str) -> str:
    """The flow that runs on an event of the contact; empty where none was set."""
    flow_id: str = settings_of(contact).get("EventHooks", {}).get(event, "")
    return flow_id


def _remain(stage: Stage, contact: Contact, stored: StoredFlow) -> None:
    """Nothing where the chain is full, or flows have begun too many contacts from one another (our decision)."""
    last = stage.store.flow_runs.last(contact.instance_id, contact.contact_id)
    depth = 1 if last is None else state_of(last).depth + 1
    if depth > FLOW_DEPTH_MAX:
        return
    leg_id = stage.world.ids.new_id()
    leg = transferred(contact, leg_id, stored.flow_id, stage.at_ms, to_queue=False)
    again_ms = expires_ms(contact.channel, {}, stage.at_ms)
    leg = without_hooks(replace(leg, initiation_method=DISCONNECT, expires_ms=again_ms))
    origin = origin_of(stage, contact.instance_id, stored.flow_id)
    try:
        with stage.store.transaction.savepoint():
            begin_contact(stage.store, leg, {}, origin, stage.floor_ms(leg.instance_id))
    except ServiceError:
        return
    put_run(stage, leg, stored, depth=depth)
