import pytest
from msgspec.structs import replace

from stand_ins import NOW_MS

LOOP = "UPDATE attribute_history SET previous_id = 199 WHERE id = 199"


@pytest.fixture
def found(store, contact, origin):
    """The contact's set after a hundred updates more."""
    for number in range(100):
        before = store.attributes.get("instance", "contact")
        later = replace(origin, at_ms=NOW_MS + number)
        store.attributes.update("instance", "contact", before, {"a": f"v{number}", "b": str(number % 2)}, later)
    return store.attributes.get("instance", "contact")


def test_all_changes_the_latest_first(store, found):
    changes = list(store.history.all("instance", found))
    assert len(changes) == found.change_count == 201
    assert [change.new for change in changes if change.name == "a"] == [f"v{n}" for n in range(99, -1, -1)] + ["1"]
    assert changes[0].digest == found.last_digest
    assert [change.id for change in changes] == list(range(201, 0, -1))


def test_a_page_of_one_key(store, found):
    page = store.history.page("instance", found, found.last_change_id, 3, "a")
    assert [change.new for change in page] == ["v99", "v98", "v97"]
    (next_one,) = store.history.page("instance", found, page[-1].id - 1, 1, "a")
    assert next_one.new == "v96"


def test_a_page_is_of_its_own_set_alone(store, found):
    other = type(found)(
        **{**{name: getattr(found, name) for name in found.__struct_fields__}, "initial_contact_id": "x"}
    )
    assert store.history.page("instance", other, found.last_change_id, 10) == []
    assert store.history.page("other", found, found.last_change_id, 10) == []


def test_a_page_may_begin_and_end_within_an_update(store, found):
    page = store.history.page("instance", found, found.last_change_id - 1, 2)
    assert [(change.name, change.new) for change in page] == [("a", "v99"), ("b", "0")]
    whole = list(store.history.all("instance", found))
    assert page == whole[1:3]


def test_changes_of_anybody_from_an_id_on(store, found):
    whole = list(store.history.all("instance", found))[::-1]
    assert store.history.after(0, 4) == whole[:4]
    assert store.history.after(2, 4) == whole[2:6]
    assert store.history.after(199, 9) == whole[199:]
    assert store.history.after(201, 9) == []


def test_the_latest_changes_of_a_set(store, found):
    whole = list(store.history.all("instance", found))[::-1]
    assert store.history.latest(found.last_change_id, 3) == whole[-3:]
    assert store.history.latest(found.last_change_id, 500) == whole


def test_an_erased_change_has_no_values_and_its_update_the_same_digest(store, found):
    update = next(store.history.updates("instance", found))
    store.history.erase(update, frozenset({"a"}))
    erased = next(store.history.updates("instance", found))
    (first, second) = erased.each()
    assert (first.old, first.new, first.is_erased) == (None, None, True)
    assert (second.old, second.new, second.is_erased) == ("0", "1", False)
    assert erased.changes[0].salt is None
    assert erased.digest == update.digest
    store.history.erase(erased, frozenset())
    assert [change.is_erased for change in next(store.history.updates("instance", found)).each()] == [True, True]


def test_a_row_that_cannot_be_read_is_left_out(store, found):
    whole = list(store.history.all("instance", found))
    store.transaction.run("history_erase", {"id": 199, "changes": "[["})
    rest = [change for change in whole if change.id not in (198, 199)]
    assert list(store.history.all("instance", found)) == rest
    assert store.history.after(190, 99) == [change for change in rest[::-1] if change.id > 190]
    assert store.history.latest(found.last_change_id, 5) == rest[:5][::-1]


@pytest.mark.parametrize("change", ["DELETE FROM attribute_history WHERE id = 199", LOOP])
def test_a_broken_link_ends_it(store, found, change):
    store.transaction.control(change)
    changes = [change.id for change in store.history.all("instance", found)]
    assert changes[:2] == [201, 200]
    assert len(changes) < 12
    assert len(store.history.page("instance", found, found.last_change_id, 500, "a")) < 12


def test_a_history_that_links_in_a_circle_can_be_deleted(store, found):
    store.transaction.control("UPDATE attribute_history SET previous_id = 201 WHERE id = 199")
    store.attributes.delete("instance", "contact", found.last_change_id)
    assert [change.id for change in store.history.after(0, 999)] == list(range(1, 198))


def test_few_rows_are_read_for_few_changes(store, contact, origin):
    many = {f"k{number:04}": "v" for number in range(2_000)}
    for value in ("1", "2", "3", "4", "5", "6"):
        before = store.attributes.get("instance", "contact")
        store.attributes.update("instance", "contact", before, dict.fromkeys(many, value), origin)
    found = store.attributes.get("instance", "contact")
    read = []
    transaction = store.transaction

    class Counting:
        def all(self, query, parameters):
            rows = transaction.all(query, parameters)
            read.append(len(rows))
            return rows

        def one(self, query, parameters):
            return transaction.one(query, parameters)

    history = type(store.history)(Counting())
    assert [change.id for change in history.latest(found.last_change_id, 2_000)] == list(range(10_002, 12_002))
    assert [change.id for change in history.after(3_000, 32)] == list(range(3_001, 3_033))
    assert [change.id for change in history.page("instance", found, 5_000, 32)] == list(range(5_000, 4_968, -1))
    assert read == [1, 1, 1]
