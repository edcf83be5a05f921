"""What a limited reader of the feed is told, change by change."""

import pytest

from callslip.auth.policy import LimitedCaller, compile_policy
from callslip.auth.sight import Sight
from callslip.bootstrap import build_mock
from callslip.domain.arn import ArnMaker
from callslip.domain.caller import Caller
from callslip.domain.errors import AccessDeniedException
from callslip.domain.masks import Masks
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.settings import Settings
from callslip.store import Store

ARNS = ArnMaker("us-east-1", "123456789012")
CONTACT = f"{ARNS.instance(INSTANCE)}/contact"
ALL = {"Effect": "Allow", "Action": "connect:FollowChanges", "Resource": "*"}


def sight(*statements, **masks):
    policy = compile_policy({"Statement": list(statements)}) if statements else None
    return Sight(ARNS, LimitedCaller("AKID", "arn:x", policy=policy, masks=Masks(**masks)))


def when(**facts):
    return {"Condition": {"StringEquals": {f"connect:{name}": value for name, value in facts.items()}}}


@pytest.fixture
def store():
    """A store with one task, `c`."""
    gateway = build_mock(Settings(store="sqlite::memory:"))
    body = f'{{"InstanceId":"{INSTANCE}","Channel":"TASK","InitiationMethod":"API"}}'.encode()
    answer = gateway.handle(Request("PUT", "/contact/create-contact", "", {}, body))
    assert answer.status == 200
    with gateway.backend.transaction(read_only=True) as transaction:
        yield Store(transaction)
    gateway.backend.close()


@pytest.fixture
def task(store):
    return store.contacts.page(INSTANCE, "", 1)[0].contact_id


@pytest.mark.parametrize(
    ("statements", "seen"),
    [
        ([ALL], True),
        ([{**ALL, "Resource": f"{CONTACT}/*"}], True),
        ([{**ALL, **when(Channel="TASK")}], True),
        ([{**ALL, **when(InstanceId=INSTANCE)}], True),
        ([{**ALL, **when(Channel="CHAT")}], False),
        ([{**ALL, "Resource": f"{CONTACT}/other"}], False),
        ([{**ALL, "Action": "connect:GetContactAttributes"}], False),
        ([ALL, {**ALL, "Effect": "Deny", **when(Channel="TASK")}], False),
        ([ALL, {**ALL, "Effect": "Deny", "Resource": f"{CONTACT}/{{task}}"}], False),
    ],
)
def test_each_contact_is_asked_of_the_policy(store, task, statements, seen):
    named = [{**each, "Resource": each["Resource"].replace("{task}", task)} for each in statements]
    assert sight(*named).sees(store, INSTANCE, (task, task), "k") is seen


def test_a_contact_that_has_left_is_what_the_first_of_its_chain_is(store, task):
    denied = sight(ALL, {**ALL, "Effect": "Deny", **when(Channel="TASK")})
    assert denied.sees(store, INSTANCE, ("gone", task), "k") is False
    assert sight(ALL).sees(store, INSTANCE, ("gone", task), "k") is True


def test_masked_keys_are_not_seen_and_others_are(store, task):
    assert sight(read=("ssn",)).sees(store, INSTANCE, (task, task), "SSN") is False
    assert sight(read=("ssn",)).sees(store, INSTANCE, (task, task), "tier") is True
    assert Sight(ARNS, Caller("AKID", "arn:x")).sees(store, INSTANCE, (task, task), "ssn") is True


def test_who_may_see_nothing_is_told_so_at_once():
    with pytest.raises(AccessDeniedException, match=r"perform: connect:FollowChanges on resource: .*/contact/\*$"):
        sight({**ALL, "Action": "connect:Get*"}).check("*", "*")
    with pytest.raises(AccessDeniedException):
        sight({**ALL, "Resource": f"{CONTACT}/*"}).check("*", "*")
    sight({**ALL, "Resource": f"{CONTACT}/*"}).check(INSTANCE, "*")
    sight({**ALL, **when(InstanceId=INSTANCE)}).check(INSTANCE, "c")
    sight({**ALL, **when(Channel="TASK")}).check("*", "*")
    Sight(ARNS, Caller("AKID", "arn:x")).check("*", "*")
