import pytest
from msgspec.structs import replace

from callslip.store import StoreError
from stand_ins import NOW_MS


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


def test_a_row_that_cannot_be_read_is_named(store, found):
    store.attributes._transaction.run("history_erase", {"id": found.last_change_id, "changes": "[["})
    with pytest.raises(StoreError, match="history row 201 cannot be read"):
        next(store.history.all("instance", found))
