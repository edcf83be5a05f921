"""What happens to contacts together with their flows: they begin, are taken, go on by themselves, and end."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callslip.domain import lifecycle
from callslip.domain.contact import Contact
from callslip.domain.flow_run import FlowRun
from callslip.domain.kinds import QUICK_CONNECT
from callslip.flows.effects import ContactDataSet
from callslip.runner.contacts import end_contact
from callslip.runner.endings import finish_contact, hook_of
from callslip.runner.play import begin_first, interrupt, play, settled
from callslip.runner.scenes import target_queue, with_data
from callslip.runner.state import Following
from callslip.runner.world import Stage

AGENT_CAME = "an agent took the contact"

_WHISPERS = (("AgentWhisper", "AGENT_WHISPER"), ("CustomerWhisper", "CUSTOMER_WHISPER"))


def begin_flow(stage: Stage, contact: Contact, queue: str = "") -> bool:
    """Run the flow that a new contact names, or its quick connect does, until it waits; whether it is stored.

    `queue` is the id or ARN of its target queue, where one is known before. A flow that is not stored stays a name.
    """
    flow_id, its_queue = _flow_of(stage, contact)
    run = begin_first(stage, contact, (Following(flow_id, ""),)) if flow_id else None
    if run is None:
        return False
    prepared = settled(contact, stage.at_ms)
    if queue or its_queue:
        data = {"Queue": target_queue(stage, contact.instance_id, queue or its_queue)}
        prepared = with_data(prepared, ContactDataSet(data))
    if prepared is not contact:
        stage.store.contacts.update(prepared)
    play(stage, prepared, run)
    return True


def stop_contact(stage: Stage, contact: Contact, reason: str) -> None:
    """End a contact and its run; its disconnect flow follows."""
    finish_contact(stage, interrupt(stage, contact, f"the contact ended: {reason}"), reason)


def leave_contact(stage: Stage, contact: Contact, reason: str) -> None:
    """End a contact and its run, for another contact has taken over."""
    contact = interrupt(stage, contact, "the contact was transferred")
    end_contact(stage.store, contact, reason, stage.at_ms)


def take_contact(stage: Stage, contact: Contact, user_id: str) -> None:
    """A user takes a contact: its run ends, and the whisper flows of the contact are played to both."""
    contact = lifecycle.connect_user(interrupt(stage, contact, AGENT_CAME), user_id, stage.at_ms)
    stage.store.contacts.update(contact)
    hooks = ((hook_of(contact, event), flow_type) for event, flow_type in _WHISPERS)
    whispers = tuple(Following(flow_id, flow_type) for flow_id, flow_type in hooks if flow_id)
    run = begin_first(stage, contact, whispers)
    if run is not None:
        play(stage, contact, run)


def move_due_contact(stage: Stage, contact: Contact) -> None:
    """Do to a contact what is due by now, if anything is: start a scheduled task, end one whose time is over.

    It happens at the moment at which it was due, however late this is called: how often one looks changes nothing.
    """
    due_ms = contact.due_ms
    if due_ms is None or due_ms > stage.at_ms:
        return
    stage = replace(stage, at_ms=max(due_ms, contact.updated_ms))
    if contact.expires_ms == due_ms:
        stop_contact(stage, contact, "OTHER" if contact.channel == "VOICE" else "EXPIRED")
        return
    started = lifecycle.start(contact, stage.at_ms)
    stage.store.contacts.update(started)
    begin_flow(stage, started)


def move_due_run(stage: Stage, run: FlowRun) -> None:
    """Go on with a run whose time has come, at that time."""
    if run.due_ms is None:
        return
    contact = stage.store.contacts.find(run.instance_id, run.contact_id)
    if contact is None or not contact.is_ongoing:
        stage.store.flow_runs.update(replace(run, due_ms=None, ended_ms=stage.at_ms))
        return
    at_ms = max(run.due_ms, run.updated_ms, contact.updated_ms)
    play(replace(stage, at_ms=at_ms), contact, run)


def _flow_of(stage: Stage, contact: Contact) -> tuple[str, str]:
    """The flow of a new contact and the queue that its quick connect leads to; empty where there is none."""
    details = contact.details
    if "QuickConnectId" not in details:
        return details.get("ContactFlowId", ""), ""
    found = stage.store.resources.find(contact.instance_id, QUICK_CONNECT, details["QuickConnectId"].rpartition("/")[2])
    parts: Mapping[str, Any] = found.document["QuickConnectConfig"] if found else {}
    for name in ("QueueConfig", "UserConfig", "FlowConfig"):
        if name in parts:
            return parts[name].get("ContactFlowId", ""), parts[name].get("QueueId", "")
    return "", ""
