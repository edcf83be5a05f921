"""The story of a rehearsal: what was said and done, line by line; and the same as JSON."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from callslip.flows.document import Action, Flow
from callslip.flows.effects import AttributesSet, MessageSaid, StepTaken
from callslip.flows.events import Answered, Entered, Happened, Stopped, TimedOut
from callslip.flows.run import FAILURES
from callslip.rehearsal.rehearse import Moment, Rehearsal

_SHOWN_MAX = 160
_IDENTIFIER_SHOWN = 24


def tell(rehearsal: Rehearsal, flows: Mapping[str, Flow]) -> Iterator[str]:
    """The lines: time since the beginning, who, and what; at the end, how it ended and the attributes."""
    began_ms = rehearsal.moments[0].at_ms
    flow_id = rehearsal.moments[0].flow_id
    number = 0
    for moment in rehearsal.moments:
        if moment.flow_id != flow_id:
            flow_id = moment.flow_id
            yield f"{_time(moment, began_ms)}  --        in {flow_id}"
        if isinstance(moment.what, StepTaken):
            number += 1
            yield f"{_time(moment, began_ms)}  {number:>4}      {_step(moment.what, flows.get(flow_id))}"
        for who, what in () if _is_routine(moment, flows.get(flow_id)) else _spoken(moment):
            yield f"{_time(moment, began_ms)}  {who:<8}  {what}"
    mark = "ended by a mistake" if rehearsal.ended.how in FAILURES else "ended"
    yield f"{mark}: {rehearsal.ended.how}{f' ({rehearsal.ended.detail})' if rehearsal.ended.detail else ''}"
    for name, value in sorted(rehearsal.attributes.items()):
        yield f"attribute {name} = {_short(value)}"


def trace(rehearsal: Rehearsal) -> Iterator[dict[str, Any]]:
    """One record for each action, with the keys of Amazon's flow log; and one for the end.

    Source: https://docs.aws.amazon.com/connect/latest/adminguide/contact-flow-log-data.html
    """
    contact_id = rehearsal.scope.contact.get("ContactId")
    for moment in rehearsal.moments:
        step = moment.what
        if not isinstance(step, StepTaken):
            continue
        yield {
            "ContactId": contact_id,
            "ContactFlowId": moment.flow_id,
            "Identifier": step.identifier,
            "ActionType": step.type,
            "Timestamp": _timestamp(moment.at_ms),
            "Parameters": dict(step.parameters),
            "Results": step.error or step.result or "",
            "Reason": step.reason,
            "Branch": step.branch,
            "NextAction": step.next_action,
        }
    ended = {"Ended": rehearsal.ended.how, "Detail": rehearsal.ended.detail}
    yield {"ContactId": contact_id, **ended, "Attributes": dict(rehearsal.attributes)}


def branch_name(action: Action, branch: str) -> str:
    """A branch as one speaks of it: the error's type, the condition, or `NextAction`."""
    kind, _, index = branch.rstrip("]").partition("[")
    if kind == "Errors":
        return (action.ways.errors or ())[int(index)].error_type
    if kind == "Conditions":
        condition = (action.ways.conditions or ())[int(index)].condition
        return f"{condition.operator} {' '.join(str(operand) for operand in condition.operands)}"
    return branch


def _is_routine(moment: Moment, flow: Flow | None) -> bool:
    """Whether it is the name of a queue, which says nothing that the action does not say."""
    action = flow.find(moment.action) if flow and isinstance(moment.what, Answered) else None
    return action is not None and action.type == "UpdateContactTargetQueue"


def _step(step: StepTaken, flow: Flow | None) -> str:
    action = flow.find(step.identifier) if flow else None
    name = step.identifier
    name = name if len(name) <= _IDENTIFIER_SHOWN else f"{name[:_IDENTIFIER_SHOWN]}…"
    text = f"{step.type} [{name}]"
    if step.result is not None:
        text += f" = {_short(step.result)}"
    if step.branch is not None:
        text += f" -> {branch_name(action, step.branch) if action else step.branch}"
    return f"{text}: {_short(step.reason)}" if step.reason else text


def _spoken(moment: Moment) -> Iterator[tuple[str, str]]:
    what = moment.what
    if moment.said is not None:
        yield "customer", f'says "{_short(moment.said)}"'
    if isinstance(what, MessageSaid):
        yield (
            "flow",
            f'"{_short(what.content)}"' if what.kind == "Text" else f"plays {what.kind} {_short(what.content)}",
        )
    elif isinstance(what, AttributesSet):
        whose = "" if what.target == "Current" else " (of the related contact)"
        yield "sets", ", ".join(f"{name} = {_short(value)}" for name, value in what.values.items()) + whose
    elif isinstance(what, Entered):
        yield "customer", f"presses {what.keys}"
    elif isinstance(what, TimedOut):
        yield "clock", "time is over"
    elif isinstance(what, Happened | Stopped):
        yield "outside", what.name if isinstance(what, Happened) else what.reason
    elif isinstance(what, Answered):
        yield from _answered(what)


def _answered(answer: Answered) -> Iterator[tuple[str, str]]:
    """An answer's result and data; its error stands with the action."""
    said = [] if answer.result is None else [answer.result]
    if answer.data is not None:
        said.append(msgspec.json.encode(answer.data).decode())
    if said:
        yield "outside", _short(" ".join(said))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"


def _time(moment: Moment, began_ms: int) -> str:
    minutes, seconds = divmod((moment.at_ms - began_ms) // 1000, 60)
    return f"{minutes:02}:{seconds:02}"


def _timestamp(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
