"""Puts a flow before a contact: the run is stored, and goes on when somebody drives it."""

from collections.abc import Mapping
from typing import Any

from callslip.domain.attributes import FLOW, Origin
from callslip.domain.contact import Contact
from callslip.domain.flow_run import FlowRun
from callslip.flows.engine import start_run
from callslip.runner.state import Following, Frame, State, as_text
from callslip.runner.stored_flows import StoredFlow
from callslip.runner.world import Stage

FLOW_DEPTH_MAX = 12
"""Contacts that flows begin one after another from one another; a flow that begins itself ends there (our decision)."""


def put_run(
    stage: Stage,
    contact: Contact,
    stored: StoredFlow,
    *,
    flow_type: str = "",
    then: tuple[Following, ...] = (),
    depth: int = 0,
) -> FlowRun:
    """A run of a stored flow on the contact, due now; `flow_type` is what it runs as, where that is another."""
    last = stage.store.flow_runs.last(contact.instance_id, contact.contact_id)
    state = State(flow_type or stored.flow_type, (frame_of(stored),), then=then, depth=depth)
    run = FlowRun(
        instance_id=contact.instance_id,
        contact_id=contact.contact_id,
        number=1 if last is None else last.number + 1,
        flow_id=stored.flow_id,
        begun_ms=stage.at_ms,
        updated_ms=stage.at_ms,
        due_ms=stage.at_ms,
        ended_ms=None,
        event_count=0,
        state=as_text(state),
    )
    stage.store.flow_runs.put(run)
    return run


def frame_of(stored: StoredFlow, data: Mapping[str, Any] | None = None) -> Frame:
    """A flow or module before its first action; `data` is what a module finds."""
    return Frame(start_run(stored.flow_id, data), stored.sha256)


def origin_of(stage: Stage, instance_id: str, flow_id: str) -> Origin:
    """Who changes attributes when a flow does: the flow itself."""
    arn = stage.world.arns.resource(instance_id, "contact-flow", flow_id)
    return Origin(arn, stage.at_ms, FLOW, stage.world.ids.new_salts)
