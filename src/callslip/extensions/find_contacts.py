"""FindContacts: our own search, by any attribute, however old a contact is."""

from collections.abc import Iterator

from msgspec.structs import replace

from callslip.domain.arn import queue_id_of, user_id_of
from callslip.domain.attribute_tests import AttributeTest, attribute_test
from callslip.domain.contact_search import INITIATION, Columns, KeyValues, Place, Question
from callslip.domain.searchable import VALUE_CHARACTERS_MAX
from callslip.domain.shown_contact import show
from callslip.operation import Context, Members, operation
from callslip.store.contact_search import Found

_PAGE = 100
_LOOKED_AT_MAX = 20_000
_LATEST_MS = 253_402_300_799_000


@operation("scan")
def find_contacts(context: Context, members: Members) -> Members:
    """Contacts with their attributes, the latest first unless OldestFirst.

    One request looks at 20,000 contacts at most, so that none lasts long: a page can be short, even empty, and there
    is more as long as there is a NextToken.
    """
    pages = context.pages("FindContacts", members)
    limit = members.get("MaxResults", _PAGE)
    tests = tuple(attribute_test(each) for each in members.get("AttributeTests", ()))
    question = _question(context, members, tests)
    found: list[Found] = []
    place: Place | None = _place(pages.after(members.get("NextToken")))
    for looked_at, each in enumerate(context.store.contact_search.stream(question, place)):
        if len(found) == limit or looked_at == _LOOKED_AT_MAX:
            break
        place = each.place
        values = each.values if tests else {}
        if all(test.test(values) for test in tests):
            found.append(each)
    else:
        place = None
    return {
        "Contacts": list(_shown(context, found)),
        "NextToken": None if place is None else pages.token(f"{place[0]} {place[1]}"),
    }


def _question(context: Context, members: Members, tests: tuple[AttributeTest, ...]) -> Question:
    context = context.in_meant_instance(members)
    floor_ms = context.floor_ms
    question = Question(
        instance_id=context.instance_id,
        time=INITIATION,
        from_ms=max(members.get("From", 0), floor_ms),
        to_ms=members.get("To", _LATEST_MS),
        floor_ms=floor_ms,
        columns=Columns(
            tuple(members.get("Channels", ())),
            tuple(members.get("InitiationMethods", ())),
            tuple(queue_id_of(each) for each in members.get("QueueIds", ())),
            tuple(user_id_of(each) for each in members.get("AgentIds", ())),
        ),
        reads_attributes=True,
        ascending=members.get("OldestFirst", False),
    )
    indexed = tuple(_indexed(context, tests))
    led = context.store.contact_search.led_by(question, indexed, "MATCH_ALL") if indexed else question
    return replace(question, any_of=led.any_of)


def _indexed(context: Context, tests: tuple[AttributeTest, ...]) -> Iterator[KeyValues]:
    """The tests that the index of searchable attributes can answer for all contacts there are."""
    searchable = context.store.attribute_index.searchable()
    for test in tests:
        short = all(len(value) <= VALUE_CHARACTERS_MAX for value in test.values or ())
        if test.is_plain and short and searchable.is_complete(test.key):
            yield KeyValues(test.key, test.values or ())


def _place(key: str) -> Place | None:
    at_ms, _, contact_id = key.partition(" ")
    return (int(at_ms), contact_id) if key else None


def _shown(context: Context, found: list[Found]) -> Iterator[Members]:
    for each in found:
        contact = each.contact
        arn = context.world.arns.contact(contact.instance_id, contact.contact_id)
        yield {**show(contact, arn), "Attributes": each.values}
