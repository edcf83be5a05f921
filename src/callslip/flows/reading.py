"""What a flow reads and what it sets: references against the actions that fill them."""

from collections.abc import Iterator

from callslip.flows.document import Action, Flow
from callslip.flows.references import Path, parts_of, paths_in
from callslip.flows.registry import find_action_type

RUN_ROOTS = frozenset(
    (
        "AgenticCX",
        "Case",
        "Customer",
        "DataTableList",
        "DataTables",
        "Email",
        "External",
        "FlowAttributes",
        "LambdaInvocation",
        "Lex",
        "MessageTemplate",
        "Metrics",
        "StoredCustomerInput",
        "Task",
        "Views",
        "Wisdom",
    )
)
"""Roots that hold nothing until an action of the same run fills them."""

CONTACT_ROOTS = frozenset(
    (
        "AdditionalEmailRecipients",
        "Agent",
        "Attributes",
        "AwsRegion",
        "Capabilities",
        "Channel",
        "ContactId",
        "CustomerCallBackPhoneNumber",
        "CustomerEndpoint",
        "CustomerId",
        "Description",
        "InitialContactId",
        "InitiationMethod",
        "InstanceARN",
        "LanguageCode",
        "Loop",
        "Media",
        "MediaStreams",
        "Modules",
        "Name",
        "PreviousContactId",
        "Queue",
        "References",
        "RelatedContactId",
        "SegmentAttributes",
        "SystemEndpoint",
        "Tags",
        "TextToSpeechVoiceId",
    )
)
"""Roots that come with the contact, or with the invocation of a module."""

ROOTS = RUN_ROOTS | CONTACT_ROOTS

EVERY = "*"
"""Among names that are set: a name that is made while the flow runs, so that it could be any."""

_SETS = {"UpdateContactAttributes": "Attributes", "UpdateFlowAttributes": "FlowAttributes"}
_NAMED_DEPTH = 2


def reads(action: Action) -> Iterator[Path]:
    """Every reference in an action's parameters and operands."""
    yield from paths_in(dict(action.given))
    for branch in action.ways.conditions or ():
        yield from paths_in([operand for operand in branch.condition.operands if isinstance(operand, str)])


def names_set(flow: Flow, root: str) -> set[str]:
    """The names under `Attributes` or `FlowAttributes` that some action of the flow sets on this contact."""
    names: set[str] = set()
    for action in flow.actions:
        given = action.given.get(root) if _SETS.get(action.type) == root else None
        if isinstance(given, dict) and action.given.get("TargetContact") != "Related":
            names.update(name if parts_of(name) == (name,) else EVERY for name in given)
    return names


def unset_reads(flow: Flow, set_elsewhere: frozenset[str]) -> Iterator[tuple[Action, Path]]:
    """References to attributes that neither this flow nor `set_elsewhere` sets, and to data that no action loads."""
    filled = {root for action in flow.actions for root in _fills(action)}
    named = {
        "Attributes": names_set(flow, "Attributes") | set_elsewhere,
        "FlowAttributes": names_set(flow, "FlowAttributes"),
    }
    for action in flow.actions:
        for path in dict.fromkeys(reads(action)):
            names = named.get(path[0])
            if names is not None and len(path) >= _NAMED_DEPTH:
                is_set = EVERY in names or path[1] in names
            else:
                is_set = path[0] not in RUN_ROOTS or path[0] in filled
            if not is_set:
                yield action, path


def _fills(action: Action) -> tuple[str, ...]:
    kind = find_action_type(action.type)
    return kind.fills if kind else ()
