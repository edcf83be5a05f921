import pytest
from msgspec.structs import replace

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
    assert changes[-1].previous_id is None


def test_a_page_of_one_key(store, found):
    page = store.history.page("instance", found, found.last_change_id, 3, "a")
    assert [change.new for change in page] == ["v99", "v98", "v97"]
    (next_one,) = store.history.page("instance", found, page[-1].previous_id, 1, "a")
    assert next_one.new == "v96"


def test_a_page_is_of_its_own_set_alone(store, found):
    other = type(found)(
        **{**{name: getattr(found, name) for name in found.__struct_fields__}, "initial_contact_id": "x"}
    )
    assert store.history.page("instance", other, found.last_change_id, 10) == []
    assert store.history.page("other", found, found.last_change_id, 10) == []


def test_an_erased_change_has_no_values_and_its_digest(store, found):
    change = next(store.history.all("instance", found))
    store.history.erase(change)
    erased = next(store.history.all("instance", found))
    assert (erased.old, erased.new, erased.salt, erased.is_erased) == (None, None, None, True)
    assert erased.digest == change.digest
