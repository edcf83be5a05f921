"""What a flow sees of a stored contact, and what its effects make of the contact."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from callslip.domain.contact import Contact
from callslip.domain.errors import ResourceNotFoundException
from callslip.domain.kinds import QUEUE, USER
from callslip.domain.routing import routing_updated
from callslip.flows.effects import ContactDataSet, SettingChanged
from callslip.flows.scope import Scope
from callslip.runner.world import Stage

KEPT = "Flow"
"""The member of a contact's details with what only flows set: `Data` that references reach, and `Settings`."""

_SHOWN = ("Name", "Description", "CustomerId", "References", "CustomerEndpoint", "SystemEndpoint", "SegmentAttributes")
_MEMBERS = frozenset(("Name", "Description", "CustomerId", "References"))
_NUMBERS = frozenset(("QueuePriority", "QueueTimeAdjustmentSeconds"))
_SERVICE_TAG = "aws:"
_LANGUAGE = "en-US"


def scope_of(stage: Stage, contact: Contact, flow_type: str) -> Scope:
    """The contact as its flow sees it now, with the attributes of its chain and of the related contact."""
    return Scope(
        attributes=stage.store.attributes.get(contact.instance_id, contact.contact_id).values,
        related_attributes=_related_attributes(stage, contact),
        contact=_data_of(stage, contact),
        settings=settings_of(contact),
        flow_type=flow_type,
    )


def settings_of(contact: Contact) -> Mapping[str, Any]:
    """What flows have set on the contact that no reference reaches: `EventHooks` and others."""
    settings: Mapping[str, Any] = contact.details.get(KEPT, {}).get("Settings", {})
    return settings


def with_data(contact: Contact, effect: ContactDataSet) -> Contact:
    """The contact after its data were set; what the API shows stands where the API looks for it."""
    details = dict(contact.details)
    kept = dict(details.get(KEPT, {}))
    for name, value in effect.values.items():
        if name in _MEMBERS:
            details[name] = value
        elif name == "Tags":
            details[name] = {key: each for key, each in value.items() if not key.startswith(_SERVICE_TAG)}
        else:
            kept["Data"] = {**kept.get("Data", {}), name: value}
    return replace(contact, details={**details, KEPT: kept} if kept else details)


def with_setting(contact: Contact, effect: SettingChanged, at_ms: int, *, queued: bool) -> Contact:
    """The contact after a setting; priority and age count for its routing as UpdateContactRoutingData's do."""
    kept = dict(contact.details.get(KEPT, {}))
    kept["Settings"] = {**kept.get("Settings", {}), effect.name: effect.value}
    details = {**contact.details, KEPT: kept}
    if effect.name in _NUMBERS and str(effect.value).removeprefix("-").isdecimal():
        details = routing_updated(details, {effect.name: int(effect.value)}, at_ms, queued=queued)
    return replace(contact, details=details)


def without_hooks(contact: Contact) -> Contact:
    """The contact with no event hooks."""
    kept = contact.details.get(KEPT)
    if kept is None:
        return contact
    settings = {name: value for name, value in kept.get("Settings", {}).items() if name != "EventHooks"}
    return replace(contact, details={**contact.details, KEPT: {**kept, "Settings": settings}})


def target_queue(stage: Stage, instance_id: str, queue: str) -> dict[str, Any]:
    """`$.Queue` for a queue or an agent's queue by id or ARN; one that is not stored has no name."""
    resource_id = queue.rpartition("/")[2]
    found = stage.store.resources.find(instance_id, QUEUE, resource_id)
    if found is not None:
        return {"ARN": stage.world.arns.resource(instance_id, "queue", resource_id), "Name": found.name}
    return {"ARN": queue, "Name": None}


def _related_attributes(stage: Stage, contact: Contact) -> Mapping[str, str] | None:
    if contact.related_contact_id is None:
        return None
    try:
        return stage.store.attributes.get(contact.instance_id, contact.related_contact_id).values
    except ResourceNotFoundException:
        return None


def _data_of(stage: Stage, contact: Contact) -> dict[str, Any]:
    details, arns, instance_id = contact.details, stage.world.arns, contact.instance_id
    data: dict[str, Any] = {name: details[name] for name in _SHOWN if name in details}
    data |= {
        "Channel": contact.channel,
        "ContactId": contact.contact_id,
        "InitialContactId": contact.initial_contact_id,
        "PreviousContactId": contact.previous_contact_id,
        "RelatedContactId": contact.related_contact_id,
        "InitiationMethod": contact.initiation_method,
        "InstanceARN": arns.instance(instance_id),
        "AwsRegion": arns.region,
        "LanguageCode": _LANGUAGE,
        "Tags": {"aws:connect:instanceId": instance_id, **details.get("Tags", {})},
    }
    if "InitialMessage" in details:
        data["Media"] = {"InitialMessage": details["InitialMessage"].get("Content")}
    if "Id" in details.get("QueueInfo", {}):
        data["Queue"] = target_queue(stage, instance_id, details["QueueInfo"]["Id"])
    if "ConnectedToAgentTimestamp" in details.get("AgentInfo", {}):
        data["Agent"] = _agent(stage, instance_id, details["AgentInfo"]["Id"])
    return {**data, **details.get(KEPT, {}).get("Data", {})}


def _agent(stage: Stage, instance_id: str, user_id: str) -> dict[str, Any]:
    user = stage.store.resources.find(instance_id, USER, user_id)
    identity = user.document.get("IdentityInfo", {}) if user else {}
    return {
        "ARN": stage.world.arns.resource(instance_id, "agent", user_id),
        "UserName": user.name if user else user_id,
        "FirstName": identity.get("FirstName"),
        "LastName": identity.get("LastName"),
    }
