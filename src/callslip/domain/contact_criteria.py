"""SearchCriteria of SearchContacts: what can be asked, and which contacts meet it."""

from collections.abc import Callable, Mapping
from typing import Any

from callslip.domain.arn import queue_id_of, user_id_of
from callslip.domain.attributes import shown
from callslip.domain.contact import Contact
from callslip.domain.contact_search import MATCH, TIMES, Columns, KeyValues, Test
from callslip.domain.errors import InvalidParameterException, NotImplementedException
from callslip.domain.search import passes
from callslip.domain.searchable import Searchable
from callslip.domain.segment_attributes import segment_text

Members = Mapping[str, Any]

_NOT_SERVED = ("AgentHierarchyGroups", "ContactAnalysis", "RoutingCriteria", "ActiveRegions", "AiAgents")


def check_served(criteria: Members) -> None:
    """Raise NotImplementedException for criteria about what this server does not know."""
    for name in _NOT_SERVED:
        if criteria.get(name):
            raise NotImplementedException(
                f"SearchCriteria.{name}: Callslip does not serve this criterion. Leave it out."
            )


def columns_of(criteria: Members) -> Columns:
    """The lists of which a contact must have one each. An id may be given as an ARN."""
    return Columns(
        tuple(criteria.get("Channels", ())),
        tuple(criteria.get("InitiationMethods", ())),
        tuple(queue_id_of(each) for each in criteria.get("QueueIds", ())),
        tuple(user_id_of(each) for each in criteria.get("AgentIds", ())),
    )


def attributes_of(criteria: Members, searchable: Searchable) -> tuple[tuple[KeyValues, ...], str]:
    """The criteria about contact attributes, and how they combine.

    Raises InvalidParameterException for a key that is not searchable (our decision: nobody would find out else).
    """
    asked = criteria.get("SearchableContactAttributes", {})
    for criterion in asked.get("Criteria", ()):
        if not searchable.covers(criterion["Key"]):
            raise InvalidParameterException(
                f"SearchCriteria.SearchableContactAttributes: the key {shown(criterion['Key'])} is not searchable. "
                f"Searchable are: {', '.join(sorted(searchable.names)) or 'none'}; the setting searchable_attributes "
                "of the server says so."
            )
    found = tuple(KeyValues(each["Key"], tuple(each["Values"])) for each in asked.get("Criteria", ()))
    return found, asked.get("MatchType", "MATCH_ALL")


def tests_of(criteria: Members) -> tuple[Test, ...]:
    """What a contact must meet besides, in its details."""
    made = ((name, make) for name, make in _TESTS.items() if criteria.get(name))
    return tuple(make(criteria[name]) for name, make in made)


def _name(asked: Members) -> Test:
    """Texts within the name, without regard to case; MATCH_EXACT: the whole name, letter by letter (our reading)."""
    texts, match_type = asked["SearchText"], asked["MatchType"]
    if match_type == "MATCH_EXACT":
        return lambda contact, _: not texts or contact.details.get("Name") in texts
    combine, wanted = MATCH[match_type], [text.casefold() for text in texts]

    def test(contact: Contact, _: object) -> bool:
        name = contact.details.get("Name", "").casefold()
        return not wanted or combine(text in name for text in wanted)

    return test


def _segment_attributes(asked: Members) -> Test:
    combine = MATCH[asked.get("MatchType", "MATCH_ALL")]

    def test(contact: Contact, _: object) -> bool:
        segment = contact.details.get("SegmentAttributes", {})
        return combine(segment_text(segment.get(each["Key"])) in each["Values"] for each in asked["Criteria"])

    return test


def _tags(asked: Members) -> Test:
    return lambda contact, _: passes({}, contact.details.get("Tags", {}), {"TagFilter": asked})


def _times(asked: Members) -> Test:
    combine = MATCH[asked["MatchType"]]
    return lambda contact, _: not asked["Criteria"] or combine(_time(contact, each) for each in asked["Criteria"])


def _time(contact: Contact, criterion: Members) -> bool:
    """A range holds when the time is within, NOT_EXISTS when it has not happened; both when both are given."""
    condition, within = criterion.get("TimestampCondition"), criterion.get("TimeRange")
    if condition is not None and TIMES[condition["Type"]].of(contact) is not None:
        return False
    if within is None:
        return True
    at_ms = TIMES[within["Type"]].of(contact)
    return at_ms is not None and bool(within["StartTime"] <= at_ms <= within["EndTime"])


_TESTS: Mapping[str, Callable[[Members], Test]] = {
    "Name": _name,
    "SearchableSegmentAttributes": _segment_attributes,
    "ContactTags": _tags,
    "AdditionalTimeRange": _times,
}
