"""The scope: what a run can see of its contact, and how effects change that."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from callslip.flows.effects import AttributesSet, ContactDataSet, Effect, SettingChanged
from callslip.flows.references import Path, follow


class Scope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A contact as its flow sees it.

    `contact` holds roots of references in Amazon's names (`Channel`, `ContactId`, `Queue`, `CustomerEndpoint` …),
    `settings` what no reference reaches. `related_attributes` is None where there is no related contact.
    `failing` maps an action's identifier to the error that it is to take, whatever it would have done.
    """

    attributes: Mapping[str, str] = {}
    related_attributes: Mapping[str, str] | None = None
    contact: Mapping[str, Any] = {}
    settings: Mapping[str, Any] = {}
    flow_type: str = "CONTACT_FLOW"
    failing: Mapping[str, str] = {}

    @property
    def channel(self) -> str:
        """VOICE, CHAT, TASK or EMAIL; a contact that does not say is a voice contact."""
        return str(self.contact.get("Channel", "VOICE"))


def look_up(scope: Scope, data: Mapping[str, Any], path: Path) -> Any:
    """What a path leads to: an attribute, data of the run, or data of the contact; None for nothing."""
    root = path[0]
    if root == "Attributes":
        return scope.attributes.get(path[1]) if len(path) == _ATTRIBUTE_DEPTH else follow(scope.attributes, path[1:])
    found = follow(data if root in data else scope.contact, path)
    if root == "SegmentAttributes" and isinstance(found, dict) and "ValueString" in found:
        return found["ValueString"]
    return found


_ATTRIBUTE_DEPTH = 2


def apply_effect(scope: Scope, effect: Effect) -> Scope:
    """The scope after an effect."""
    if isinstance(effect, AttributesSet):
        if effect.target == "Current":
            return replace(scope, attributes={**scope.attributes, **effect.values})
        return replace(scope, related_attributes={**(scope.related_attributes or {}), **effect.values})
    if isinstance(effect, ContactDataSet) and effect.target == "Current":
        return replace(scope, contact={**scope.contact, **effect.values})
    if isinstance(effect, SettingChanged):
        return replace(scope, settings={**scope.settings, effect.name: effect.value})
    return scope
