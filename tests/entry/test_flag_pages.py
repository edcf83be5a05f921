"""The page for flags in this process: what it answers, page by page, and what it refuses."""

import json
import re

import pytest

from callslip.bootstrap import build_flag_desk, build_mock
from callslip.domain.caller import Caller
from callslip.domain.errors import InvalidParameterException, InvalidRequestException, ResourceNotFoundException
from callslip.protocol.message import Request
from callslip.server.flag_pages import FlagPages
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings, SettingsError

BAD = (InvalidParameterException, InvalidRequestException)
CALLER = Caller("AKID", "arn:aws:iam::123456789012:user/ana")


@pytest.fixture
def gateway():
    gateway = build_mock(Settings(store="sqlite::memory:"))
    yield gateway
    gateway.backend.close()


@pytest.fixture
def pages(gateway):
    return FlagPages(build_flag_desk(gateway))


@pytest.fixture
def contact(gateway):
    members = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
    request = Request("PUT", "/contact/create-contact", "", {}, json.dumps(members).encode())
    return json.loads(gateway.handle(request).body)["ContactId"]


@pytest.fixture
def change(pages, contact):
    """POST with the contact and an instance filled in."""

    def send(**members):
        body = {"instanceId": EXAMPLE_INSTANCE_ID, "contactId": contact, **members}
        request = Request("POST", "/_callslip/flags", "", {}, json.dumps(body).encode())
        return json.loads(pages.answer(request, CALLER).body)

    return send


def listed(pages, query=""):
    request = Request("GET", "/_callslip/flags", f"instanceId={EXAMPLE_INSTANCE_ID}{query}", {}, b"")
    return json.loads(pages.answer(request, CALLER).body)


def test_flags_come_page_by_page(pages, change):
    for number in range(5):
        change(action="raise", name=f"f{number}")
    first = listed(pages, "&maxResults=3")
    second = listed(pages, f"&maxResults=3&nextToken={first['nextToken']}")
    assert [flag["name"] for page in (first, second) for flag in page["flags"]] == ["f0", "f1", "f2", "f3", "f4"]
    assert second["nextToken"] is None


def test_raising_twice_changes_nothing(change):
    first = change(action="raise", name="f", reason="one")
    assert change(action="raise", name="f", reason="two") == first


def test_a_closed_flag_can_be_raised_again_and_nothing_else(change):
    change(action="raise", name="f")
    change(action="close", name="f", reason="done")
    for action in ("take", "close"):
        with pytest.raises(InvalidRequestException, match="is closed"):
            change(action=action, name="f")
    again = change(action="raise", name="f", reason="more")
    assert (again["state"], again["reason"], again["resolution"]) == ("open", "more", None)


def test_what_one_has_taken_another_cannot_take(change):
    change(action="raise", name="f")
    change(action="take", name="f", assignee="bob")
    assert change(action="take", name="f", assignee="bob")["assignee"] == "bob"
    with pytest.raises(InvalidRequestException, match="taken by 'bob'"):
        change(action="take", name="f")


def test_a_reason_has_a_limit(change):
    with pytest.raises(InvalidParameterException, match="1,001 characters were given"):
        change(action="raise", name="f", reason="x" * 1_001)


def test_a_copy_of_the_attributes_is_no_copy_of_the_flags(gateway, change, contact):
    change(action="raise", name="f")
    members = {"InstanceId": EXAMPLE_INSTANCE_ID, "Channel": "TASK", "InitiationMethod": "API"}
    body = json.dumps({**members, "RelatedContactId": contact, "Attributes": {"a": "1"}}).encode()
    other = json.loads(gateway.handle(Request("PUT", "/contact/create-contact", "", {}, body)).body)["ContactId"]
    read = gateway.handle(Request("GET", f"/contact/attributes/{EXAMPLE_INSTANCE_ID}/{other}", "", {}, b""))
    assert json.loads(read.body)["Attributes"] == {"a": "1"}


def test_flags_go_with_their_instance(gateway, pages, change):
    change(action="raise", name="f")
    gateway.handle(Request("DELETE", f"/instance/{EXAMPLE_INSTANCE_ID}", "", {}, b""))
    with pytest.raises(ResourceNotFoundException):
        listed(pages)


@pytest.mark.parametrize(
    ("method", "target", "body", "error", "said"),
    [
        ("GET", "", "", BAD, "instanceId is needed"),
        ("GET", "?instanceId={i}&colour=red", "", BAD, "'colour' is not known"),
        ("GET", "?instanceId={i}&state=lost", "", BAD, "allowed: open, taken, closed"),
        ("GET", "?instanceId={i}&maxResults=0", "", BAD, "1 to 100 are allowed"),
        ("GET", "?instanceId={i}&maxResults=many", "", BAD, "1 to 100 are allowed"),
        ("GET", "?instanceId={i}&nextToken=x", "", BAD, "not a token that this server gave"),
        ("DELETE", "", "", BAD, "DELETE is not for this path"),
        ("POST", "", "[]", BAD, "The body is not what is needed"),
        ("POST", "", "{", BAD, "The body is not what is needed"),
        ("POST", "", '{"action":"a","instanceId":"i","contactId":"c","name":"n","more":1}', BAD, "unknown field"),
        ("POST", "", '{"action":"steal","instanceId":"i","contactId":"c","name":"n"}', BAD, "allowed: raise, take"),
        (
            "POST",
            "",
            '{"action":"raise","instanceId":"no","contactId":"c","name":"n"}',
            ResourceNotFoundException,
            "No contact",
        ),
    ],
)
def test_what_the_page_refuses(pages, method, target, body, error, said):
    query = target.replace("{i}", EXAMPLE_INSTANCE_ID).removeprefix("?")
    with pytest.raises(error, match=re.escape(said)):
        pages.answer(Request(method, "/_callslip/flags", query, {}, body.encode()), CALLER)


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
    with pytest.raises(SettingsError, match=re.escape(said)):
        build_mock(Settings(store="sqlite::memory:", flag_rules=str(tmp_path / "rules.toml")))
