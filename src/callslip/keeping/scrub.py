"""Takes erased values out of what flows, people and invocations recorded beside the attributes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from callslip.domain.contact import Contact
from callslip.domain.flag import FlagFilter
from callslip.flows.effects import AttributesSet
from callslip.runner.state import as_text, happening_of, state_of_text
from callslip.store import Store
from callslip.store.leftovers import Table

ERASED = "(erased)"
"""Stands for a text that had an erased value in it."""

_DATA = frozenset(
    {"content", "data", "detail", "keys", "parameters", "question", "reason", "result", "value", "values"}
)
"""Members of events, effects and runs that hold what was said and done; the others say where a flow stands."""
_OF_FLOWS: Sequence[Table] = ("flow_runs", "flow_run_events", "flow_invocations")
_FLAG_TEXTS = ("reason", "resolution", "assignee")
_FLAGS_MAX = 1_000
_PAGE = 500

Scrub = Callable[[str, "Scrubber"], str]


class Scrubber(msgspec.Struct, frozen=True):
    """What goes: attributes of these `keys`, and every text with one of these `values` in it."""

    keys: Collection[str]
    values: Collection[str]

    def clean(self, value: Any) -> Any:
        """A value of JSON without what goes."""
        if isinstance(value, Mapping):
            return {name: self.clean(item) for name, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.clean(item) for item in value]
        return ERASED if self.is_in(value) else value

    def is_within(self, value: Any) -> bool:
        """Whether what goes is anywhere in a value of JSON."""
        return bool(self.clean(value) != value)

    def is_in(self, value: Any) -> bool:
        """Whether what goes is part of a text, or is a number."""
        if isinstance(value, str):
            return any(each in value for each in self.values)
        return isinstance(value, int | float) and not isinstance(value, bool) and str(value) in self.values

    def record(self, value: Any) -> Any:
        """An event, an effect or the state of a run without what goes; it stays whole otherwise."""
        if isinstance(value, tuple):
            return tuple(self.record(item) for item in value)
        if not isinstance(value, msgspec.Struct):
            return value
        members = {name: getattr(value, name) for name in value.__struct_fields__}
        changed = {
            name: self.clean(item) if name in _DATA and not isinstance(item, msgspec.Struct) else self.record(item)
            for name, item in members.items()
        }
        if isinstance(value, AttributesSet):
            changed["values"] = {
                name: ERASED if name in self.keys else text for name, text in changed["values"].items()
            }
        return msgspec.structs.replace(value, **changed)


def scrub_chain(store: Store, legs: Sequence[Contact], scrubber: Scrubber) -> dict[str, int]:
    """Scrub what is kept of these contacts, which are one whole chain; how many texts changed, by table."""
    changed: Counter[str] = Counter(table for contact in legs for table in _scrub_contact(store, contact, scrubber))
    chain = FlagFilter(legs[0].instance_id, initial_contact_id=legs[0].initial_contact_id)
    for flag in store.flags.page(chain, (-1, "", ""), _FLAGS_MAX):
        said = {name: getattr(flag, name) for name in _FLAG_TEXTS}
        cleaned = {name: scrubber.clean(text) for name, text in said.items()}
        if cleaned != said:
            store.flags.put(msgspec.structs.replace(flag, **cleaned))
            changed["flags"] += 1
    return dict(changed)


def _scrub_contact(store: Store, contact: Contact, scrubber: Scrubber) -> Iterator[Table]:
    """The table of each text that changed."""
    for table, scrub in _SCRUBS.items():
        for each in store.leftovers.of_contact(table, contact.instance_id, contact.contact_id):
            text = scrub(each.text, scrubber)
            if text != each.text:
                store.leftovers.put(msgspec.structs.replace(each, text=text))
                yield table


def left_elsewhere(store: Store, legs: Sequence[Contact], scrubber: Scrubber) -> list[dict[str, str]]:
    """Where the values still stand, for they are not attributes of this chain: which contact, in what."""
    chain = {leg.contact_id for leg in legs}
    found = []
    for contact in _tree(store, legs[0]):
        if contact.contact_id in chain:
            places = {"Details": scrubber.is_within(msgspec.to_builtins(contact.details))}
        else:
            values = store.attributes.get(contact.instance_id, contact.contact_id).values
            places = {
                "Attributes": any(values.get(name) in scrubber.values for name in scrubber.keys),
                "Flows": any(scrubber.is_within(text) for text in _texts_of_flows(store, contact)),
            }
        found += [{"ContactId": contact.contact_id, "In": place} for place, is_there in places.items() if is_there]
    return found


def _texts_of_flows(store: Store, contact: Contact) -> Iterator[Any]:
    for table in _OF_FLOWS:
        for each in store.leftovers.of_contact(table, contact.instance_id, contact.contact_id):
            yield msgspec.json.decode(each.text)


def _tree(store: Store, contact: Contact) -> Iterator[Contact]:
    """Every contact that is related to this one, itself too."""
    after_ms, after_id = -1, ""
    while page := store.contacts.tree_page(contact.instance_id, contact.association_id, after_ms, after_id, _PAGE):
        yield from page
        after_ms, after_id = page[-1].initiated_ms, page[-1].contact_id


def _state(text: str, scrubber: Scrubber) -> str:
    return as_text(scrubber.record(state_of_text(text)))


def _happening(text: str, scrubber: Scrubber) -> str:
    return as_text(scrubber.record(happening_of(text)))


def _invocation(text: str, scrubber: Scrubber) -> str:
    call = msgspec.json.decode(text)
    return msgspec.json.encode({**call, "event": scrubber.clean(call["event"])}).decode()


def _said(text: str, scrubber: Scrubber) -> str:
    return ERASED if scrubber.is_in(text) else text


_SCRUBS: Mapping[Table, Scrub] = {
    "flow_runs": _state,
    "flow_run_events": _happening,
    "flow_invocations": _invocation,
    "holds": _said,
}
