"""Which ARNs an operation is checked against, and what is known of a request for conditions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from callslip.auth.conditions import REQUEST_PREFIX, SEARCH_ANALYSIS, SEARCH_PREFIX, STORED_PREFIX, Facts
from callslip.auth.policy import Resource
from callslip.domain.arn import ArnMaker
from callslip.domain.contact import Contact
from callslip.operation import Members
from callslip.store import Store

if TYPE_CHECKING:
    from callslip.protocol.model import Operation

_ARN_COLONS = 5
_PLAIN = re.compile("[A-Za-z0-9_.~-]+").fullmatch

Part = tuple[str, str]
"""A kind of resource as ARNs spell it, and where its id stands in the request; `*` stands for any id."""

_INSTANCE: Part = ("", "")

PARTS: Mapping[str, tuple[Part, ...]] = {
    "BatchPutContact": (_INSTANCE,),
    "CreateContact": (
        _INSTANCE,
        ("contact", "PreviousContactId"),
        ("contact", "RelatedContactId"),
        ("agent", "UserInfo.UserId"),
    ),
    "CreateContactFlow": (("contact-flow", "*"),),
    "CreateContactFlowModule": (("flow-module", "*"),),
    "ListAssociatedContacts": (("contact", "ContactId"),),
    "ListContactFlags": (("contact", "ContactId"),),
    "ListContactFlows": (("contact-flow", "*"),),
    "PauseContact": (("contact", "ContactId"), _INSTANCE, ("contact-flow", "ContactFlowId")),
    "ResumeContact": (("contact", "ContactId"), _INSTANCE, ("contact-flow", "ContactFlowId")),
    "SearchContacts": (_INSTANCE,),
    "StartChatContact": (
        ("contact-flow", "ContactFlowId"),
        ("contact", "RelatedContactId"),
        ("contact", "PersistentChat.SourceContactId"),
    ),
    "StartOutboundVoiceContact": (("contact", "*"), ("contact", "RelatedContactId")),
    "StartTaskContact": (
        ("contact-flow", "ContactFlowId"),
        ("contact", "PreviousContactId"),
        ("contact", "RelatedContactId"),
        ("transfer-destination", "QuickConnectId"),
        ("task-template", "TaskTemplateId"),
    ),
    "TransferContact": (("contact", "ContactId"), ("contact-flow", "ContactFlowId"), _INSTANCE),
}
"""From Amazon's list of actions and resources; the other operations go by the members they require.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonconnect.html
"""

_KINDS: Mapping[str, str] = {
    "InitialContactId": "contact",
    "ContactId": "contact",
    "ContactFlowModuleId": "flow-module",
    "ContactFlowId": "contact-flow",
    "QueueId": "queue",
    "UserId": "agent",
    "QuickConnectId": "transfer-destination",
    "HoursOfOperationId": "operating-hours",
    "AgentStatusId": "agent-state",
    "RoutingProfileId": "routing-profile",
    "SecurityProfileId": "security-profile",
    "TaskTemplateId": "task-template",
    "PromptId": "prompt",
}
"""The kind that a required member's id is of; the first that is required counts."""


def resources_of(operation: "Operation", members: Members, arns: ArnMaker) -> Sequence[Resource]:
    """What the caller must be allowed to touch: at least one, made of the ids as they were given.

    An id that the caller gave as an ARN is percent-encoded within the resource's ARN, as Amazon's messages show it.
    """
    instance = members.get("InstanceId")
    if instance is None:
        return (_outside_instances(members, arns),)
    raw = arns.instance(_encode(instance))
    meant = arns.instance(_encode(id_in(instance))) if instance.startswith("arn:") else raw
    found = []
    for kind, place in parts_of(operation):
        given = place if place in ("", "*") else _find(members, place)
        if given is not None:
            found.append(_resource(raw, meant, kind, given))
    return found or (_pair(raw, meant),)


@lru_cache(maxsize=1024)
def parts_of(operation: "Operation") -> tuple[Part, ...]:
    """The kinds of resources that an operation touches, of the required ones first."""
    parts = PARTS.get(operation.name)
    if parts is not None:
        return parts
    required = operation.input.required if operation.input else frozenset()
    return next((((kind, name),) for name, kind in _KINDS.items() if name in required), (_INSTANCE,))


def named_contact_id(operation: "Operation", members: Members) -> str | None:
    """The contact that the request is about or links to, or None where it names none."""
    ids = (_find(members, place) for kind, place in parts_of(operation) if kind == "contact")
    return next((id_in(text) for text in ids if text), None)


def facts_of(members: Members) -> Facts:
    """What the request itself tells, by condition key."""
    facts: dict[str, Sequence[str]] = {}
    if "InstanceId" in members:
        facts["connect:instanceid"] = (id_in(members["InstanceId"]),)
    if "InitiationMethod" in members:
        facts["connect:contactinitiationmethod"] = (members["InitiationMethod"],)
    tags: Mapping[str, str] = members.get("Tags", {})
    names = tuple(tags or members.get("TagKeys", ()))
    if names:
        facts["aws:tagkeys"] = names
    if "SearchCriteria" in members:
        facts |= _search_facts(members["SearchCriteria"])
    return {**facts, **_tag_facts(REQUEST_PREFIX, tags)}


def _search_facts(criteria: Members) -> Facts:
    """The tags that contacts are searched by, and the parts of their analysis."""
    facts: dict[str, Sequence[str]] = {}
    for tag in _tag_conditions(criteria.get("ContactTags", {})):
        name = f"{SEARCH_PREFIX}{tag.get('TagKey', '').lower()}"
        facts[name] = (*facts.get(name, ()), tag.get("TagValue", ""))
    if "ContactAnalysis" in criteria:
        facts[SEARCH_ANALYSIS] = tuple(criteria["ContactAnalysis"])
    return facts


def _tag_conditions(tags: Members) -> Iterator[Members]:
    if "TagCondition" in tags:
        yield tags["TagCondition"]
    yield from tags.get("AndConditions", ())
    for each in tags.get("OrConditions", ()):
        yield from each


def stored_facts_of(operation: "Operation", members: Members, store: Store, arns: ArnMaker) -> Facts:
    """What the store knows of the contact named, or of the instance where the request names no contact."""
    instance_id = id_in(members.get("InstanceId", ""))
    contact_id = named_contact_id(operation, members)
    if contact_id is None:
        instance = store.instances.find(instance_id)
        return {} if instance is None else _tag_facts(STORED_PREFIX, instance.tags)
    contact = store.contacts.find(instance_id, contact_id)
    return {} if contact is None else contact_facts(contact, arns)


def contact_facts(contact: Contact, arns: ArnMaker) -> Facts:
    """What the store knows of a contact, by condition key."""
    facts: dict[str, Sequence[str]] = {
        "connect:contactassociationid": (contact.initial_contact_id,),
        "connect:channel": (contact.channel,),
    }
    agent_id = contact.details.get("AgentInfo", {}).get("Id")
    if agent_id:
        facts["connect:userarn"] = (f"{arns.instance(contact.instance_id)}/agent/{id_in(agent_id)}",)
    return {**facts, **_tag_facts(STORED_PREFIX, contact.details.get("Tags", {}))}


def _tag_facts(prefix: str, tags: Mapping[str, str]) -> Facts:
    return {f"{prefix}{name.lower()}": (value,) for name, value in tags.items()}


def _outside_instances(members: Members, arns: ArnMaker) -> Resource:
    """What an ARN of the request names, and otherwise everything there is."""
    given = members.get("resourceArn", members.get("ResourceArn"))
    if given is None:
        return Resource("*", "*")
    parts = given.split(":", _ARN_COLONS)
    return _pair(given, f"arn:aws:connect:{arns.region}:{arns.account_id}:{parts[-1]}")


def _resource(raw: str, meant: str, kind: str, given: str) -> Resource:
    if not kind:
        return _pair(raw, meant)
    if given == "*":
        return _pair(f"{raw}/{kind}/*", f"{meant}/{kind}/*")
    named = f"{raw}/{kind}/{_encode(given)}"
    if raw is meant and not given.startswith("arn:"):
        return Resource(named, named)
    return Resource(named, f"{meant}/{kind}/{_encode(id_in(given))}")


def _pair(raw: str, meant: str) -> Resource:
    return Resource(raw, raw if raw == meant else meant)


def id_in(text: str) -> str:
    """The id in an id or an ARN, as the operations take it; an ARN that they refuse names nothing."""
    return text.rpartition("/")[2] if text.startswith("arn:") else text


def _encode(text: str) -> str:
    return text if _PLAIN(text) else quote(text, safe="")


def _find(members: Mapping[str, Any], place: str) -> Any:
    if "." not in place:
        return members.get(place)
    value: Any = members
    for name in place.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
