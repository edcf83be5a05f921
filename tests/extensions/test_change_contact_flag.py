"""ChangeContactFlag: raised, taken, closed; shown among the attributes; and what is refused."""

import pytest

from callslip.bootstrap import build_mock
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings, SettingsError

PATH = "/_callslip/flags"


@pytest.fixture
def contact(api):
    return api.begin()


@pytest.fixture
def change(api, contact):
    """POST with the contact and its instance filled in."""

    def send(status=200, **members):
        got, answer = api.ask("POST", PATH, {"instanceId": EXAMPLE_INSTANCE_ID, "contactId": contact, **members})
        assert got == status, answer
        return answer

    return send


def attributes(api, contact):
    return api.ask("GET", f"/contact/attributes/{EXAMPLE_INSTANCE_ID}/{contact}")[1]["Attributes"]


def test_every_state_is_shown_among_the_attributes(api, contact, change):
    flag = change(action="raise", name="f", reason="why")
    assert (flag["state"], flag["reason"], "assignee" in flag) == ("open", "why", False)
    assert attributes(api, contact) == {"callslip_flag_f": "open"}
    assert change(action="take", name="f")["state"] == "taken"
    assert change(action="close", name="f", reason="done")["resolution"] == "done"
    assert attributes(api, contact) == {"callslip_flag_f": "closed"}


def test_raising_twice_changes_nothing(change):
    first = change(action="raise", name="f", reason="one")
    assert change(action="raise", name="f", reason="two") == first


def test_a_closed_flag_can_be_raised_again_and_nothing_else(change):
    change(action="raise", name="f")
    change(action="close", name="f", reason="done")
    for action in ("take", "close"):
        assert "is closed" in change(400, action=action, name="f")["message"]
    again = change(action="raise", name="f", reason="more")
    assert (again["state"], again["reason"], "resolution" in again) == ("open", "more", False)


def test_what_one_has_taken_another_cannot_take(change):
    change(action="raise", name="f")
    change(action="take", name="f", assignee="bob")
    assert change(action="take", name="f", assignee="bob")["assignee"] == "bob"
    assert "taken by 'bob'" in change(400, action="take", name="f")["message"]


def test_a_copy_of_the_attributes_is_no_copy_of_the_flags(api, change, contact):
    change(action="raise", name="f")
    members = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
    given = {**members, "RelatedContactId": contact, "Attributes": {"a": "1"}}
    other = api.ask("PUT", "/contact/create-contact", given)[1]["ContactId"]
    assert attributes(api, other) == {"a": "1"}


@pytest.mark.parametrize(
    ("members", "status", "said"),
    [
        ({"action": "steal", "name": "n"}, 400, "Action"),
        ({"name": "n"}, 400, "Action"),
        ({"action": "raise"}, 400, "Name"),
        ({"action": "raise", "name": "n", "instanceId": None}, 400, "InstanceId"),
        ({"action": "raise", "name": "bad name"}, 400, "is no name for a flag"),
        ({"action": "raise", "name": "f", "reason": "x" * 1_001}, 400, "1,001 characters were given"),
        ({"action": "raise", "name": "n", "contactId": "nobody"}, 404, "nobody"),
        ({"action": "raise", "name": "n", "instanceId": "no"}, 404, "No contact"),
        ({"action": "take", "name": "never"}, 404, "The contact has no flag 'never'"),
    ],
)
def test_what_is_refused(api, contact, change, members, status, said):
    answer = change(status, **members)
    assert said in answer["message"], answer
    assert attributes(api, contact) == {}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("[[rule]]\nname = 'r'", "missing required field `flag`"),
        ("[[rule]]\nname = 'r'\nflag = 'f'\nattribute = 'a'\nlike = 'x'", "unknown field `like`"),
        ("[[rule]]\nname = 'r'\nflag = 'f'\nattribute = 'a'\nequals = 'x'\ncontains = 'y'", "only one of"),
        ("[[rule]]\nname = 'bad name'\nflag = 'f'\nattribute = 'a'", "rule 1: name and flag have"),
        ("[[rule]]\nname = 'r'\nflag = 'f'\nattribute = 'callslip_flag_f'", "where flags are mirrored"),
        ("[[rule]]\nname = 'r'\nflag = 'f'\nattribute = 'a'\n" * 2, "rule 2: the name r is there twice"),
        ("[[rule", "rules.toml"),
        (None, "cannot read"),
    ],
)
def test_rules_that_cannot_be_stop_the_server_from_starting(tmp_path, rules, said):
    if rules is not None:
        (tmp_path / "rules.toml").write_text(rules)
    with pytest.raises(SettingsError) as caught:
        build_mock(Settings(store="sqlite::memory:", flag_rules=str(tmp_path / "rules.toml")))
    assert said in str(caught.value)
