"""SearchContacts: contacts by time, by what they are, and by attributes that are configured as searchable."""

from itertools import islice

import msgspec
from msgspec.structs import replace

from callslip.domain.arn import instance_id_of
from callslip.domain.contact import Contact
from callslip.domain.contact_criteria import attributes_of, check_served, columns_of, tests_of
from callslip.domain.contact_search import INITIATION, TIMES, Order, Place, Question
from callslip.domain.contact_summary import routing_summary, summarize
from callslip.domain.errors import InvalidParameterException
from callslip.domain.quotas import SEARCH_RESULTS_MAX
from callslip.operation import Context, Members, operation

_PAGE = 100
_WEEK_MS = 7 * 24 * 3_600_000
_SORTS = {
    **{name: time.of for name, time in TIMES.items()},
    "INITIATION_METHOD": lambda contact: contact.initiation_method,
    "CHANNEL": lambda contact: contact.channel,
    "EXPIRY_TIMESTAMP": lambda contact: contact.expires_ms,
}


class _Progress(msgspec.Struct, frozen=True):
    """How far a search has come: contacts given, how many there are in all, and behind which place it goes on."""

    given: int
    total: int
    place: Place

    def key(self) -> str:
        """The same as a text, for a token."""
        return f"{self.given} {self.total} {self.place[0]} {self.place[1]}"

    @classmethod
    def of(cls, key: str) -> "_Progress":
        """What `key` gave."""
        given, total, at_ms, contact_id = key.split(" ", 3)
        return cls(int(given), int(total), (int(at_ms), contact_id))


@operation("scan")
def search_contacts(context: Context, members: Members) -> Members:
    """The contacts that meet the criteria, by the time that the range is about, the latest first, unless sorted else.

    A search gives 10,000 contacts at most, over all its pages; TotalCount counts as far (our decision).
    https://docs.aws.amazon.com/connect/latest/APIReference/API_SearchContacts.html
    """
    context.store.instances.get(instance_id_of(members["InstanceId"]))
    question = _question(context, members)
    pages = context.pages("SearchContacts", members)
    key = pages.after(members.get("NextToken"))
    before = _Progress.of(key) if key else None
    given = before.given if before else 0
    limit = min(members.get("MaxResults", _PAGE), SEARCH_RESULTS_MAX - given)
    found = _found(context, question, before, limit + 1)
    if before is not None:
        total = before.total
    else:
        total = len(found) if len(found) <= limit else context.store.contact_search.count(question)
    token = None
    if len(found) > limit and given + limit < SEARCH_RESULTS_MAX:
        token = pages.token(_Progress(given + limit, total, found[limit - 1][0]).key())
    return {
        "Contacts": [_summary(context, contact) for _, contact in found[:limit]],
        "TotalCount": total,
        "NextToken": token,
    }


def _question(context: Context, members: Members) -> Question:
    """Raises InvalidParameterException and NotImplementedException for what cannot be asked."""
    criteria, span, sort = members.get("SearchCriteria", {}), members["TimeRange"], members.get("Sort")
    check_served(criteria)
    _check_span(span, context.world.rules.search_weeks_max)
    search = context.store.contact_search
    asked, match_type = attributes_of(criteria, context.store.attribute_index.searchable())
    time, floor_ms = TIMES[span["Type"]], context.floor_ms
    ascending = sort is not None and sort["Order"] == "ASCENDING"
    question = Question(
        instance_id=instance_id_of(members["InstanceId"]),
        time=time,
        from_ms=max(span["StartTime"], floor_ms) if time is INITIATION else span["StartTime"],
        to_ms=span["EndTime"],
        floor_ms=floor_ms,
        columns=columns_of(criteria),
        tests=tests_of(criteria),
    )
    if asked:
        question = search.led_by(question, asked, match_type)
    if sort is None or (sort["FieldName"] == span["Type"] and (time is INITIATION or not ascending)):
        return replace(question, ascending=ascending)
    return replace(question, order=Order(_SORTS[sort["FieldName"]], ascending))


def _check_span(span: Members, weeks_max: int) -> None:
    if span["EndTime"] < span["StartTime"]:
        raise InvalidParameterException("TimeRange: EndTime is before StartTime. Give the earlier time as StartTime.")
    if weeks_max and span["EndTime"] - span["StartTime"] > weeks_max * _WEEK_MS:
        raise InvalidParameterException(
            f"TimeRange: from StartTime to EndTime there are more than {weeks_max} weeks, which is the most that one "
            "search can ask for. Ask in parts; the setting search_weeks_max of the server says how long they can be."
        )


def _found(context: Context, question: Question, before: _Progress | None, limit: int) -> list[tuple[Place, Contact]]:
    """A page and the first of the next, each with its place; in another order than the stream's all are looked at."""
    search = context.store.contact_search
    if question.order is None:
        found = islice(search.stream(question, before.place if before else None), limit)
        return [(each.place, each.contact) for each in found]
    contacts = question.order.sort(each.contact for each in islice(search.stream(question), SEARCH_RESULTS_MAX))
    first = before.given if before else 0
    return [((0, ""), contact) for contact in contacts[first : first + limit]]


def _summary(context: Context, contact: Contact) -> Members:
    arn = context.world.arns.contact(contact.instance_id, contact.contact_id)
    return {**summarize(contact, arn), **routing_summary(contact, context.now_ms)}
