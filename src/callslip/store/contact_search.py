"""Searches contacts: in the order of one of their times, or of an attribute in the index; never all at once."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import islice

import msgspec
from msgspec.structs import replace

from callslip.domain.contact import Contact
from callslip.domain.contact_search import INITIATION, KeyValues, Place, Question
from callslip.domain.quotas import SEARCH_RESULTS_MAX
from callslip.domain.searchable import indexed
from callslip.store.backend import Row, Transaction
from callslip.store.contacts import contact_of

_FIRST_PAGE = 101
_PAGE = 512
_LAST_ID = "\U0010ffff"
_MARK = "\x1f"
_RARE_MAX = 1_000
_BY_TIME = {
    "initiated": "search_by_initiated",
    "scheduled": "search_by_scheduled",
    "agent_connected": "search_by_agent_connected",
    "disconnected": "search_by_disconnected",
    "enqueued": "search_by_enqueued",
}

_decode = msgspec.json.Decoder(dict[str, str]).decode


class Found(msgspec.Struct, frozen=True):
    """A contact in a search; what it is, and the attributes of its chain, are decoded when they are asked for."""

    row: Row
    at_ms: int

    @property
    def place(self) -> Place:
        """Where it stands in the order of the search."""
        return self.at_ms, self.row["contact_id"]

    @property
    def contact(self) -> Contact:
        """The contact."""
        return contact_of(self.row)

    @property
    def values(self) -> Mapping[str, str]:
        """The attributes of its chain; none where the question does not read them."""
        document = self.row["document"]
        return {} if document is None else _decode(document)


class ContactSearch:
    """Questions to the contacts of an instance."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def led_by(self, question: Question, asked: tuple[KeyValues, ...], match_type: str) -> Question:
        """The question with these attributes: the index answers for those that lead and one more, a test for the rest.

        By another time than that of initiation, in which the index has no order, only rare attributes lead.
        """
        leading = self._leading(question, asked, match_type)
        led = replace(question, any_of=leading)
        if not leading or (question.time is not INITIATION and self._count_leading(led, _RARE_MAX) >= _RARE_MAX):
            return question.with_attributes(asked, match_type)
        others = [each for each in asked if each not in leading]
        led = replace(led, also=next((each for each in others if len(each.values) == 1), None))
        rest = tuple(each for each in others if each != led.also)
        return led.with_attributes(rest, match_type) if rest else led

    def stream(self, question: Question, place: Place | None = None) -> Iterator[Found]:
        """The contacts that meet the question, one by one, from behind a place on."""
        if not question.any_of:
            query = "search_by_initiated_ascending" if question.ascending else _BY_TIME[question.time.name]
            found = self._pages(query, question, place, {})
        elif question.time is INITIATION:
            found = self._by_attributes(question, place)
        else:
            found = self._by_attributes_and_time(question, place)
        if not question.tests:
            return found
        return (each for each in found if question.meets(each.contact, each.values))

    def count(self, question: Question) -> int:
        """How many contacts meet the question, at most SEARCH_RESULTS_MAX."""
        simple = not question.tests and not any(_lists(question).values()) and question.time is INITIATION
        if not simple:
            return sum(1 for _ in islice(self.stream(question), SEARCH_RESULTS_MAX))
        if len(question.any_of) > 1:
            return min(self._count_any(question), SEARCH_RESULTS_MAX)
        if question.any_of:
            return min(self._count_leading(question, SEARCH_RESULTS_MAX), SEARCH_RESULTS_MAX)
        row = self._transaction.one("search_count_initiated", {**_range(question), "limit": SEARCH_RESULTS_MAX})
        return int(row["number"]) if row else 0

    def _leading(self, question: Question, asked: tuple[KeyValues, ...], match_type: str) -> tuple[KeyValues, ...]:
        """Of attributes that a contact must all have the one that fewest have, as far as a look at the index tells."""
        usable = tuple(each for each in asked if each.values)
        if match_type == "MATCH_NONE" or (match_type == "MATCH_ANY" and usable != asked):
            return ()
        if match_type == "MATCH_ANY" or len(usable) <= 1:
            return usable
        return (min(usable, key=lambda each: self._count_leading(replace(question, any_of=(each,)), _RARE_MAX)),)

    def _count_leading(self, question: Question, limit: int) -> int:
        """Rows of the index; a contact has one value of a key at most, so that for one key these are contacts."""
        rows = (
            self._transaction.one("search_count_attribute", {**_range(question), **pair, "limit": limit})
            for pair in _pairs(question.any_of)
        )
        return sum(row["number"] for row in rows if row)

    def _count_any(self, question: Question) -> int:
        """Contacts that have one of several attributes; who has more of them counts once."""
        single = (
            self._count_leading(replace(question, any_of=(each,)), SEARCH_RESULTS_MAX) for each in question.any_of
        )
        if any(number >= SEARCH_RESULTS_MAX for number in single):
            return SEARCH_RESULTS_MAX
        found: set[str] = set()
        for pair in _pairs(question.any_of):
            if len(found) < SEARCH_RESULTS_MAX:
                limits = {**_range(question), **pair, "limit": SEARCH_RESULTS_MAX}
                found.update(row["contact_id"] for row in self._transaction.all("search_found_by_attribute", limits))
        return len(found)

    def _by_attributes(self, question: Question, place: Place | None) -> Iterator[Found]:
        """The streams of all keys and values as one; a contact that several of them have comes once."""
        query = "search_by_attribute_ascending" if question.ascending else "search_by_attribute"
        streams = [self._pages(query, question, place, pair) for pair in _pairs(question.any_of)]
        return streams[0] if len(streams) == 1 else _merged(streams, ascending=question.ascending)

    def _by_attributes_and_time(self, question: Question, place: Place | None) -> Iterator[Found]:
        """Those whose other time is in its range, by that time, the latest first; the attributes are rare."""
        timed = []
        for found in self._by_attributes(question, None):
            at_ms = question.time.of(found.contact)
            if at_ms is not None and question.from_ms <= at_ms <= question.to_ms:
                timed.append(replace(found, at_ms=at_ms))
        timed.sort(key=lambda each: each.place, reverse=True)
        return (each for each in timed if place is None or each.place < place)

    def _pages(self, query: str, question: Question, place: Place | None, pair: Mapping[str, str]) -> Iterator[Found]:
        parameters = {**_lists(question), **_range(question), **pair, "mark": _MARK}
        parameters["reads_attributes"] = int(question.reads_attributes)
        at = place or _before_first(question)
        limit = _FIRST_PAGE
        while True:
            rows = self._transaction.all(query, {**parameters, "place_ms": at[0], "place_id": at[1], "limit": limit})
            yield from (Found(row, row["at_ms"]) for row in rows)
            if len(rows) < limit:
                return
            at, limit = (rows[-1]["at_ms"], rows[-1]["contact_id"]), _PAGE


def _merged(streams: Iterable[Iterator[Found]], *, ascending: bool) -> Iterator[Found]:
    last = None
    for found in merge(*streams, key=lambda each: each.place, reverse=not ascending):
        if found.place != last:
            yield found
        last = found.place


def _pairs(asked: tuple[KeyValues, ...]) -> list[dict[str, str]]:
    """Each key with each of its values, once, as the index has them."""
    pairs = dict.fromkeys((each.key, indexed(value)) for each in asked for value in each.values)
    return [{"name": key, "value": value} for key, value in pairs]


def _range(question: Question) -> dict[str, object]:
    """The range of the time that the query goes by. The index goes by initiation, which comes before all the others."""
    also = question.also
    from_ms = question.floor_ms if question.any_of and question.time is not INITIATION else question.from_ms
    return {
        "instance_id": question.instance_id,
        "floor_ms": question.floor_ms,
        "from_ms": from_ms,
        "to_ms": question.to_ms,
        "also_name": also.key if also else "",
        "also_value": indexed(also.values[0]) if also else "",
    }


def _before_first(question: Question) -> Place:
    return (question.from_ms, "") if question.ascending else (question.to_ms, _LAST_ID)


def _lists(question: Question) -> dict[str, str]:
    """The lists to choose from as texts: each entry between marks."""
    columns = question.columns
    named = {
        "channels": columns.channels,
        "methods": columns.initiation_methods,
        "queue_ids": columns.queue_ids,
        "agent_ids": columns.agent_ids,
    }
    return {name: "".join(f"{_MARK}{each}{_MARK}" for each in entries) for name, entries in named.items()}
