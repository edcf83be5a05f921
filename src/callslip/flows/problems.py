"""What is wrong with a flow document: by action and reason, in the service's words and in ours."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from callslip.flows.action_problems import faults, has_empty_text
from callslip.flows.action_type import Fault
from callslip.flows.document import Action, Flow
from callslip.flows.flow_types import EXPORTED
from callslip.flows.graph import never_ending, reached_from, targets
from callslip.flows.reading import ROOTS, reads, unset_reads
from callslip.flows.references import shown
from callslip.flows.registry import find_action_type

ACTIONS_MAX = 250
IDENTIFIER_MAX = 50
MESSAGE_MAX = 256

_WRONG_VALUE = "Invalid Action property value"
_NOT_IN_IDENTIFIERS = re.compile(r"[%:(\\/)=$,;\[\]{}]")
_RESERVED = frozenset(
    (
        "__proto__",
        "constructor",
        "__defineGetter__",
        "__defineSetter__",
        "toString",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "valueOf",
    )
)

RULES = {
    "unknown-type": "the action type is none of the flow language",
    "declaration": "a parameter, an error branch or a condition is not as its action type wants it",
    "identifier": "an identifier is taken twice, too long, or has a character that is not allowed",
    "dangling": "a transition, or StartAction, leads to an action that is not there",
    "too-many-actions": f"the flow has more than {ACTIONS_MAX} actions",
    "unreachable": "no way leads to the action",
    "never-ends": "no way leads from the action to an end of the flow",
    "unset-reference": "nothing sets what is referred to",
    "unknown-reference": "the reference begins with a name that does not exist",
    "empty-text": "a parameter has an empty text, which the service may refuse; one blank is taken",
    "flow-type": "the action is not allowed in a flow of this type",
    "format": "the text is no flow document",
}
"""Every rule, by what it finds."""

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True):
    """One mistake. An `error` is refused by the service; a `warning` is legal and seldom meant.

    `message` is in the service's words where they are known, at most 256 characters; `detail` is in ours.
    `action` is an identifier, empty for the flow as a whole.
    """

    rule: str
    severity: Severity
    action: str
    detail: str
    message: str


def check_flow(flow: Flow, flow_type: str = "", set_elsewhere: frozenset[str] = frozenset()) -> list[Problem]:
    """Everything that is wrong with a flow, errors by the order of actions first, warnings after them.

    `flow_type` as in the API; without it, what the export says. `set_elsewhere` names attributes that something else
    sets.
    """
    problems = list(_flow_errors(flow))
    for index, action in enumerate(flow.actions):
        problems.extend(_action_errors(flow, index, action))
    return [*problems, *_warnings(flow, flow_type or _exported_type(flow), set_elsewhere)]


def _flow_errors(flow: Flow) -> Iterator[Problem]:
    if flow.find(flow.start) is None:
        detail = f"StartAction is {flow.start!a}, and there is no such action"
        yield _error("dangling", "", detail, f"{_WRONG_VALUE}. Path: StartAction")
    if len(flow.actions) > ACTIONS_MAX:
        detail = f"there are {len(flow.actions)} actions; at most {ACTIONS_MAX} are allowed"
        yield _error("too-many-actions", "", detail, detail)


def _action_errors(flow: Flow, index: int, action: Action) -> Iterator[Problem]:
    place = f"Actions[{index}]"
    if fault := _identifier_fault(flow, action):
        yield _error("identifier", action.identifier, fault, f"{_WRONG_VALUE}. Path: {place}.Identifier")
    for branch, target in targets(action):
        if target is None or flow.find(target) is None:
            path = branch if branch == "NextAction" else f"{branch}.NextAction"
            where = "nowhere" if not target else f"to {target!a}, and there is no such action"
            message = f"{_WRONG_VALUE}. Path: {place}.Transitions.{path}"
            yield _error("dangling", action.identifier, f"{branch} leads {where}", message)
    kind = find_action_type(action.type)
    if kind is None:
        detail = f"{action.type!a} is no action type of the flow language"
        yield _error("unknown-type", action.identifier, detail, f"Invalid Action type. Type: {action.type}")
        return
    for found in faults(action, kind):
        detail = f"{found.place}: {found.detail}" if found.place else found.detail
        yield _error("declaration", action.identifier, detail, _service_words(place, found))


def _service_words(place: str, fault: Fault) -> str:
    message = fault.message or _WRONG_VALUE
    if "Error: " in message:
        return f"{message}, Path: {place}"
    if message in (_WRONG_VALUE, "Action is missing required property", "Invalid Action property name"):
        return f"{message}. Path: {place}.{fault.place}"
    return message


def _identifier_fault(flow: Flow, action: Action) -> str:
    name = action.identifier
    if flow.find(name) is not action:
        return f"there are two actions called {name!a}"
    if not 0 < len(name) <= IDENTIFIER_MAX:
        return f"an identifier has 1 to {IDENTIFIER_MAX} characters, this one {len(name)}"
    if found := _NOT_IN_IDENTIFIERS.search(name):
        return f"the character {found[0]!a} is not allowed in an identifier"
    return f"{name} is a reserved name" if name in _RESERVED else ""


def _warnings(flow: Flow, flow_type: str, set_elsewhere: frozenset[str]) -> Iterator[Problem]:
    reached = reached_from(flow, [flow.start])
    endless = never_ending(flow)
    for action in flow.actions:
        name = action.identifier
        if name not in reached:
            yield _warning("unreachable", name, "no way leads here")
        elif name in endless:
            yield _warning("never-ends", name, "from here no way leads to an end of the flow")
        for parameter, value in action.given.items():
            if has_empty_text(value):
                yield _warning("empty-text", name, f"Parameters.{parameter} has an empty text")
        kind = find_action_type(action.type)
        if kind and flow_type and kind.flow_types and flow_type not in kind.flow_types:
            yield _warning("flow-type", name, f"{action.type} is not allowed in a flow of type {flow_type}")
        for path in dict.fromkeys(reads(action)):
            if path[0] not in ROOTS:
                yield _warning("unknown-reference", name, f"{shown(path)}: there is nothing called {path[0]}")
    for action, path in unset_reads(flow, set_elsewhere):
        yield _warning("unset-reference", action.identifier, f"nothing sets {shown(path)}")


def _exported_type(flow: Flow) -> str:
    return EXPORTED.get(str(flow.metadata.get("type", "")), "")


def _error(rule: str, action: str, detail: str, message: str) -> Problem:
    return Problem(rule, "error", action, detail, message[:MESSAGE_MAX])


def _warning(rule: str, action: str, detail: str) -> Problem:
    return Problem(rule, "warning", action, detail, detail[:MESSAGE_MAX])
