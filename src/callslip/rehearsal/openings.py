"""Openings: the contacts with which an exploration begins."""

from typing import Any

from msgspec.structs import replace

from callslip.flows.reading import CONTACT_ROOTS
from callslip.flows.references import Path, follow, shown
from callslip.flows.scope import Scope
from callslip.rehearsal.choices import Choices
from callslip.rehearsal.interest import Interest, nested
from callslip.rehearsal.world import QUEUE, new_scope

_KEPT = frozenset(("Attributes", "Channel", "ContactId", "InitialContactId", "InstanceARN", "Loop", "Modules", "Queue"))
_CHANNELS = ("VOICE", "CHAT", "TASK")


def openings(scope: Scope, channel: str | None, interest: Interest, choices: Choices) -> list[tuple[str, Scope]]:
    """Words and contact: the one given, then others with what the flow compares; given attributes stay as they are."""
    values: dict[Path, list[str | None]] = {}
    for path in interest.read_anywhere():
        if path[0] == "Attributes" and len(path) > 1 and path[1] not in scope.attributes:
            values[path] = [None, *_some(interest.of(path))]
        elif path[0] in CONTACT_ROOTS - _KEPT:
            known = follow(scope.contact, path)
            values[path] = [known, *interest.compared(path)] if known is not None else [None, *_some(interest.of(path))]
    found = choices.combinations(values)
    names = [channel] if channel else _channels(scope, interest)
    plain = [(_words(name, given, scope), _opening(name, given, scope)) for name in names for given in found]
    return [*plain, *(_richer(words, each) for words, each in plain[: len(found)])]


def _some(values: list[str | None]) -> list[str | None]:
    return [value for value in values if value is not None]


def _richer(words: str, scope: Scope) -> tuple[str, Scope]:
    """The same contact with a target queue and a related contact, which some actions need."""
    added = []
    if not scope.contact.get("Queue"):
        scope = replace(scope, contact={**scope.contact, "Queue": QUEUE})
        added.append("a target queue is set")
    if scope.related_attributes is None:
        scope = replace(scope, related_attributes={})
        added.append("there is a related contact")
    return ", ".join(filter(None, (words, *added))), scope


def _channels(scope: Scope, interest: Interest) -> list[str]:
    compared = [value for value in interest.compared(("Channel",)) if value.isupper() and value.isalpha()]
    return list(dict.fromkeys((scope.channel, *_CHANNELS, *compared)))


def _opening(channel: str, given: dict[Path, str | None], scope: Scope) -> Scope:
    attributes = {path[1]: value for path, value in given.items() if path[0] == "Attributes" and value is not None}
    contact: dict[str, Any] = dict(new_scope(channel).contact) if channel != scope.channel else dict(scope.contact)
    other = {path: value for path, value in given.items() if path[0] != "Attributes" and isinstance(value, str)}
    for root, value in nested(other).items():
        known = contact.get(root)
        contact[root] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value
    return replace(scope, attributes={**attributes, **scope.attributes}, contact=contact)


def _words(channel: str, given: dict[Path, str | None], scope: Scope) -> str:
    words = [] if channel == scope.channel else [f"channel {channel}"]
    for path, value in given.items():
        usual = None if path[0] == "Attributes" else follow(scope.contact, path)
        if value is not None and value != usual:
            words.append(f"{shown(path)} is {value!r}")
    return ", ".join(words)
