import pytest

from callslip.domain.errors import InvalidRequestException, ResourceNotFoundException
from callslip.keeping.erasure import Wish, erase
from callslip.keeping.moment import moment_ms, moment_text
from callslip.keeping.reading import ask, get_contact_attributes_at, get_contact_history
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from stand_ins import NOW_MS


@pytest.fixture
def history(kept):
    """The history of a contact."""

    def get(contact_id, **members):
        return ask(*kept, get_contact_history, {"InstanceId": INSTANCE, "ContactId": contact_id, **members})

    return get


@pytest.fixture
def at(kept):
    """The attributes of a contact at a time."""

    def get(contact_id, at_ms):
        members = {"InstanceId": INSTANCE, "ContactId": contact_id, "At": moment_text(at_ms)}
        return ask(*kept, get_contact_attributes_at, members)

    return get


@pytest.fixture
def changed(clock, start_task, update):
    """A contact with two attributes that changed a second and two seconds after it began."""
    contact_id = start_task(Attributes={"tier": "gold"})
    clock.value_ms += 1000
    update(contact_id, tier="silver", language="en")
    clock.value_ms += 1000
    update(contact_id, tier="")
    return contact_id


def test_changes_come_the_latest_first(history, changed):
    answer = history(changed)
    shown = [(each["Key"], each.get("OldValue"), each["NewValue"], each["ChangedAt"]) for each in answer["Changes"]]
    assert shown == [
        ("tier", "silver", "", moment_text(NOW_MS + 2000)),
        ("language", None, "en", moment_text(NOW_MS + 1000)),
        ("tier", "gold", "silver", moment_text(NOW_MS + 1000)),
        ("tier", None, "gold", moment_text(NOW_MS)),
    ]
    assert {each["Through"] for each in answer["Changes"]} == {"api"}
    assert all(each["Caller"].startswith("arn:") for each in answer["Changes"])
    assert "NextToken" not in answer


def test_pages_of_one_key(history, changed):
    first = history(changed, Key="tier", MaxResults=2)
    assert [each["NewValue"] for each in first["Changes"]] == ["", "silver"]
    second = history(changed, Key="tier", MaxResults=2, NextToken=first["NextToken"])
    assert [each["NewValue"] for each in second["Changes"]] == ["gold"]
    assert "NextToken" not in second


def test_the_state_at_any_time(at, changed):
    states = {0: {"tier": "gold"}, 999: {"tier": "gold"}, 2000: {"tier": "", "language": "en"}}
    states[1000] = states[1999] = {"tier": "silver", "language": "en"}
    for after_ms, attributes in states.items():
        assert at(changed, NOW_MS + after_ms)["Attributes"] == attributes
    with pytest.raises(InvalidRequestException, match="before the chain of the contact began"):
        at(changed, NOW_MS - 1)


def test_what_was_erased_is_said_to_be(kept, clock, history, at, changed):
    clock.value_ms += 1000
    erase(*kept, Wish(INSTANCE, [changed], "ana", "asked", frozenset({"tier"})))
    assert [each.get("Erased") for each in history(changed, Key="tier")["Changes"]] == [True] * 4
    assert "silver" not in str(history(changed))
    answer = at(changed, NOW_MS + 1000)
    assert (answer["Attributes"], answer["Erased"]) == ({"language": "en"}, ["tier"])
    assert at(changed, NOW_MS + 3000)["Erased"] == []


def test_a_leg_shows_the_history_of_its_chain(history, start_task, changed):
    leg = start_task(PreviousContactId=changed)
    assert history(leg)["Changes"] == history(changed)["Changes"]


def test_a_token_of_another_contact_is_refused(history, start_task, changed):
    token = history(changed, MaxResults=1)["NextToken"]
    with pytest.raises(InvalidRequestException, match="NextToken"):
        history(start_task(), MaxResults=1, NextToken=token)


def test_past_retention_there_is_no_history(clock, history, changed):
    clock.value_ms += 25 * 31 * 24 * 3_600_000
    with pytest.raises(ResourceNotFoundException):
        history(changed)


@pytest.mark.parametrize("limit", [0, 1001, "5"])
def test_a_limit_that_cannot_be(history, changed, limit):
    with pytest.raises(InvalidRequestException, match="MaxResults"):
        history(changed, MaxResults=limit)


def test_a_time_that_is_none(kept, changed):
    members = {"InstanceId": INSTANCE, "ContactId": changed, "At": "yesterday"}
    with pytest.raises(InvalidRequestException, match="ISO 8601"):
        ask(*kept, get_contact_attributes_at, members)


def test_moments_go_both_ways():
    assert moment_text(NOW_MS + 7) == "2026-11-18T11:06:40.007Z"
    assert moment_ms("2026-11-18T11:06:40.007Z") == NOW_MS + 7
    assert moment_ms("2026-11-18T12:06:40+01:00") == NOW_MS
    assert moment_ms("2026-11-18") == moment_ms("2026-11-18T00:00:00Z")
