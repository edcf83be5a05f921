import pytest
from msgspec.structs import replace

from callslip.domain.contact import new_contact
from callslip.domain.contact_search import INITIATION, TIMES, KeyValues, Question
from callslip.domain.quotas import SEARCH_RESULTS_MAX
from callslip.store.indexing import configure_keys
from callslip.store.sql import queries
from stand_ins import NOW_MS

INDEXES = {
    "search_by_initiated": "contacts_by_initiation",
    "search_by_initiated_ascending": "contacts_by_initiation",
    "search_by_scheduled": "contacts_by_schedule",
    "search_by_agent_connected": "contacts_by_agent_connection",
    "search_by_disconnected": "contacts_by_disconnection",
    "search_by_enqueued": "contacts_by_enqueueing",
    "search_by_attribute": "SEARCH found USING PRIMARY KEY (instance_id=? AND name=? AND value=? AND initiated_ms>?",
    "search_by_attribute_ascending": "SEARCH found USING PRIMARY KEY (instance_id=? AND name=? AND value=? AND (init",
    "search_count_initiated": "COVERING INDEX contacts_by_initiation",
    "search_count_attribute": "PRIMARY KEY (instance_id=? AND name=? AND value=? AND initiated_ms>?",
    "search_found_by_attribute": "PRIMARY KEY (instance_id=? AND name=? AND value=? AND initiated_ms>?",
    "contact_count_in_chain": "contacts_by_chain (instance_id=? AND initial_contact_id=?)",
    "index_change": "PRIMARY KEY (instance_id=? AND name=? AND value=? AND initiated_ms=? AND contact_id=?)",
    "index_put_chain": "contacts_by_chain (instance_id=? AND initial_contact_id=?)",
    "attributes_page": "attributes USING PRIMARY KEY ((instance_id,initial_contact_id)>(?,?))",
}


@pytest.fixture
def backend(backend):
    configure_keys(backend, frozenset({"a", "b", "c"}))
    return backend


@pytest.fixture
def begin(store, instance, origin):
    """Stores a contact that began so many milliseconds after the first moment."""

    def put(contact_id, after_ms, attributes=None, **times):
        contact = replace(new_contact("instance", contact_id, "TASK", "API", NOW_MS + after_ms, {}), **times)
        store.contacts.put(contact)
        store.attributes.create(contact, attributes or {}, origin)

    return put


def question(**members):
    span = {"from_ms": NOW_MS, "to_ms": NOW_MS + 10_000, "floor_ms": 0}
    return Question(instance_id="instance", **{"time": INITIATION, **span, **members})


def ids(found):
    return [each.contact.contact_id for each in found]


@pytest.mark.parametrize("query", INDEXES)
@pytest.mark.parametrize("store_url", ["memory"], indirect=True)
def test_searches_read_what_they_need_by_an_index(backend, query):
    text = queries()[query].text
    plan = [row[3] for row in backend._writer.execute(f"EXPLAIN QUERY PLAN {text}", [None] * text.count("?"))]
    assert any(INDEXES[query] in step for step in plan), plan
    assert not any("TEMP B-TREE" in step or step.startswith("SCAN contacts") for step in plan), plan


@pytest.mark.parametrize("ascending", [False, True])
@pytest.mark.parametrize("any_of", [(), (KeyValues("a", ("1", "2")),)])
def test_a_search_goes_on_behind_any_place(store, begin, ascending, any_of):
    for number in range(40):
        begin(f"{number:02}", number // 4, {"a": str(1 + number % 2)})
    asked = question(any_of=any_of, ascending=ascending)
    whole = list(store.contact_search.stream(asked))
    assert ids(whole) == sorted((f"{number:02}" for number in range(40)), reverse=not ascending)
    for at in (0, 7, 39):
        assert ids(store.contact_search.stream(asked, whole[at].place)) == ids(whole[at + 1 :])


def test_more_contacts_than_one_page_of_rows(store, begin):
    for number in range(700):
        begin(f"{number:03}", 0, {"a": "1"})
    for any_of in ((), (KeyValues("a", ("1",)),)):
        asked = question(any_of=any_of)
        assert ids(store.contact_search.stream(asked)) == [f"{number:03}" for number in reversed(range(700))]
        assert store.contact_search.count(asked) == 700


def test_the_rarest_attribute_leads(store, begin):
    for number in range(5):
        begin(f"{number}", number, {"a": "often", "b": "rare" if number == 3 else "often"})
    often, rare = KeyValues("a", ("often",)), KeyValues("b", ("rare",))
    led = store.contact_search.led_by(question(), (often, rare), "MATCH_ALL")
    assert (led.any_of, led.also, led.tests) == ((rare,), often, ())
    assert ids(store.contact_search.stream(led)) == ["3"]
    assert store.contact_search.count(led) == 1


def test_a_second_attribute_is_looked_up_and_a_third_is_tested(store, begin):
    for number in range(12):
        begin(f"{number:02}", number, {"a": str(number % 2), "b": str(number % 3), "c": str(number % 4)})
    asked = tuple(KeyValues(key, ("0",)) for key in "abc")
    two = store.contact_search.led_by(question(), asked[:2], "MATCH_ALL")
    assert (two.tests, store.contact_search.count(two)) == ((), 2)
    three = store.contact_search.led_by(question(ascending=True), (*asked, KeyValues("a", ("0", "1"))), "MATCH_EXACT")
    assert (three.also is not None, len(three.tests)) == (True, 1)
    assert ids(store.contact_search.stream(three)) == ["00"]
    several = store.contact_search.led_by(question(), (asked[0], KeyValues("b", ("0", "1"))), "MATCH_ALL")
    assert ids(store.contact_search.stream(several)) == ["10", "06", "04", "00"]


def test_by_another_time_a_common_attribute_is_only_looked_at(store, begin, monkeypatch):
    for number in range(3):
        begin(f"{number}", number, {"a": "1"}, disconnected_ms=NOW_MS + 100 - number)
    asked = question(time=TIMES["DISCONNECT_TIMESTAMP"])
    rare = store.contact_search.led_by(asked, (KeyValues("a", ("1",)),), "MATCH_ALL")
    monkeypatch.setattr("callslip.store.contact_search._RARE_MAX", 2)
    common = store.contact_search.led_by(asked, (KeyValues("a", ("1",)),), "MATCH_ALL")
    assert (bool(rare.any_of), bool(common.any_of)) == (True, False)
    assert ids(store.contact_search.stream(rare)) == ids(store.contact_search.stream(common)) == ["0", "1", "2"]


def test_counting_ends_where_results_end(store, begin, monkeypatch):
    assert SEARCH_RESULTS_MAX == 10_000
    monkeypatch.setattr("callslip.store.contact_search.SEARCH_RESULTS_MAX", 3)
    for number in range(5):
        begin(f"{number}", number, {"a": "1" if number % 2 else "2"})
    several = (KeyValues("a", ("1",)), KeyValues("a", ("2",)))
    other = (KeyValues("b", ("1",)), KeyValues("a", ("1", "2")))
    for any_of in ((), other[1:], several, other):
        asked = question(any_of=any_of)
        assert store.contact_search.count(asked) == 3
