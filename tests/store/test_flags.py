import pytest

from callslip.domain.errors import InvalidParameterException
from callslip.domain.flag import FlagFilter, FlagRule
from stand_ins import NOW_MS

RULE = FlagRule(name="words", flag="abusive-caller", attribute="mood", equals="abusive")


@pytest.fixture
def rules(store):
    """Sets the rules that hold."""

    def set_rules(*rules):
        store.flags.set_rules(rules)
        store.flags._rules = None

    return set_rules


@pytest.fixture
def update(store, contact, origin):
    def send(**attributes):
        before = store.attributes.get("instance", "contact")
        store.attributes.update("instance", "contact", before, attributes, origin)
        return store.attributes.get("instance", "contact").values

    return send


def names(store, **chosen):
    return [flag.name for flag in store.flags.page(FlagFilter("instance", **chosen), (-1, "", ""), 99)]


def test_a_rule_raises_a_flag_and_shows_it_among_the_attributes(store, rules, update, origin):
    rules(RULE)
    assert update(mood="abusive", other="1") == {
        "a": "1",
        "mood": "abusive",
        "other": "1",
        "callslip_flag_abusive-caller": "open",
    }
    flag = store.flags.find("instance", "contact", "abusive-caller")
    assert (flag.state, flag.raised_by, flag.raised_ms) == ("open", origin.caller_arn, NOW_MS)
    assert flag.reason == "rule words"


@pytest.mark.parametrize(
    ("test", "fits", "fits_not"),
    [
        ({}, "any", ""),
        ({"equals": "a"}, "a", "A"),
        ({"equals": "a", "ignore_case": True}, "A", "b"),
        ({"one_of": ("a", "b")}, "b", "c"),
        ({"contains": "bc"}, "abcd", "acbd"),
        ({"starts_with": "ab"}, "abc", "cab"),
        ({"starts_with": "ß", "ignore_case": True}, "SSx", "sx"),
    ],
)
def test_what_a_rule_fits(store, rules, update, test, fits, fits_not):
    rules(FlagRule(name="r", flag="f", attribute="mood", **test))
    update(mood=fits_not)
    assert names(store) == []
    update(mood=fits)
    assert names(store) == ["f"]


def test_a_value_that_stays_raises_nothing_again(store, rules, update, origin):
    update(mood="abusive")
    rules(RULE)
    update(mood="abusive", other="1")
    assert names(store) == []


def test_a_rule_for_another_instance_raises_nothing(store, rules, update):
    rules(FlagRule(name="r", flag="f", attribute="mood", instance_id="other"))
    update(mood="x")
    assert names(store) == []


def test_without_room_for_the_mirror_the_update_wins(store, rules, update):
    rules(RULE)
    room = 32_768 - len("a1") - len("moodabusive") - len("long")
    values = update(mood="abusive", long="x" * room)
    assert "callslip_flag_abusive-caller" not in values
    assert names(store) == ["abusive-caller"]


def test_an_update_that_is_refused_raises_nothing(store, rules, update):
    rules(RULE)
    with pytest.raises(InvalidParameterException):
        update(mood="abusive", long="x" * 32_768)
    assert names(store) == []


def test_a_rule_sees_the_first_attributes(store, rules, contact, origin):
    rules(RULE)
    other = type(contact)(
        **{**{n: getattr(contact, n) for n in contact.__slots__}, "contact_id": "o", "initial_contact_id": "o"}
    )
    store.contacts.put(other)
    store.attributes.create(other, {"mood": "abusive"}, origin)
    assert store.attributes.get("instance", "o").values["callslip_flag_abusive-caller"] == "open"


def test_a_flag_that_is_taken_stays_as_it_is(store, rules, update):
    rules(RULE)
    update(mood="abusive")
    flag = store.flags.find("instance", "contact", "abusive-caller")
    taken = type(flag)(**{**{n: getattr(flag, n) for n in flag.__struct_fields__}, "state": "taken", "assignee": "ana"})
    store.flags.put(taken)
    update(mood="calm")
    update(mood="abusive")
    assert store.flags.find("instance", "contact", "abusive-caller") == taken


def test_the_same_rules_are_not_written_again(store, rules):
    rules(RULE)
    before = store.transaction.change_count
    rules(RULE)
    assert store.transaction.change_count == before
    rules()
    assert store.transaction.change_count > before


def test_flags_come_in_pages_and_by_what_is_asked(store, rules, update):
    rules(*(FlagRule(name=f"r{n}", flag=f"f{n}", attribute="mood") for n in range(3)))
    update(mood="x")
    first = store.flags.page(FlagFilter("instance"), (-1, "", ""), 2)
    last = first[-1]
    second = store.flags.page(FlagFilter("instance"), (last.raised_ms, last.initial_contact_id, last.name), 2)
    assert [flag.name for flag in (*first, *second)] == ["f0", "f1", "f2"]
    assert names(store, name="f1", state="open", initial_contact_id="contact") == ["f1"]
    assert names(store, state="closed") == names(store, assignee="ana") == []


def test_flags_go_with_their_chain_and_with_their_instance(store, rules, update):
    rules(RULE)
    update(mood="abusive")
    store.flags.delete_of_chain("instance", "other")
    assert names(store) == ["abusive-caller"]
    store.flags.delete_of_chain("instance", "contact")
    assert names(store) == []
    update(mood="calm")
    update(mood="abusive")
    store.flags.delete_of_instance("instance")
    assert names(store) == []
