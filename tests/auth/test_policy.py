"""IAM policies as a table: what a document allows, what it denies, and which documents are refused."""

import json

import pytest

from callslip.auth.policy import CHARACTERS_MAX, PolicyError, Refusal, Resource, compile_policy, read_policy

ACCOUNT = "arn:aws:connect:us-east-1:123456789012"
CONTACT = f"{ACCOUNT}:instance/i/contact/c"
ELSEWHERE = f"{ACCOUNT}:instance/other/contact/c"
GET, UPDATE = "connect:GetContactAttributes", "connect:UpdateContactAttributes"
IMPLICIT, EXPLICIT = Refusal(CONTACT, explicit=False), Refusal(CONTACT, explicit=True)


def allow(**elements):
    return {"Effect": "Allow", "Action": "*", "Resource": "*"} | elements


def deny(**elements):
    return allow(**elements) | {"Effect": "Deny"}


def without(statement, *names):
    return {name: value for name, value in statement.items() if name not in names}


def decide(statements, action=GET, resource=CONTACT, facts=None, meant=None):
    policy = compile_policy({"Version": "2012-10-17", "Statement": statements})
    return policy.find_refusal(action, [Resource(resource, meant or resource)], facts or {})


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([allow()], None, id="everything"),
        pytest.param(allow(), None, id="one statement without a list"),
        pytest.param([allow(Action="s3:*")], IMPLICIT, id="nothing allows it"),
        pytest.param([allow(), deny()], EXPLICIT, id="deny wins over allow"),
        pytest.param([deny(), allow()], EXPLICIT, id="deny wins wherever it stands"),
        pytest.param([allow(), deny(Action=UPDATE)], None, id="deny of another action"),
        pytest.param([allow(Action=[UPDATE, GET])], None, id="a list of actions"),
        pytest.param([allow(Action="connect:Get*")], None, id="action with a star"),
        pytest.param([allow(Action="connect:?etContactAttributes")], None, id="action with a question mark"),
        pytest.param([allow(Action="connect:?GetContactAttributes")], IMPLICIT, id="? is one character"),
        pytest.param([allow(Action="CONNECT:getcontactattributes")], None, id="actions ignore case"),
        pytest.param([allow(Action="connect:Get")], IMPLICIT, id="an action is matched whole"),
        pytest.param([without(allow(NotAction=UPDATE), "Action")], None, id="not that action"),
        pytest.param([without(allow(NotAction="connect:Get*"), "Action")], IMPLICIT, id="NotAction with a star"),
        pytest.param([allow(Resource=CONTACT)], None, id="the resource itself"),
        pytest.param([allow(Resource=CONTACT.replace("contact", "Contact"))], IMPLICIT, id="resources have case"),
        pytest.param([allow(Resource=ELSEWHERE)], IMPLICIT, id="another resource"),
        pytest.param([allow(Resource=[ELSEWHERE, CONTACT])], None, id="a list of resources"),
        pytest.param([allow(Resource=f"{ACCOUNT}:instance/i/contact/*")], None, id="every contact"),
        pytest.param([allow(Resource="arn:aws:connect:*:*:instance/?/contact/c")], None, id="wildcards anywhere"),
        pytest.param([allow(Resource="arn:*")], None, id="a star at the end goes over colons"),
        pytest.param([allow(Resource="arn:aws:connect:us-east-1:*")], None, id="a short ARN with a star at its end"),
        pytest.param([allow(Resource=f"{ACCOUNT}:instance/[ij]/contact/c")], IMPLICIT, id="brackets are no wildcard"),
        pytest.param([allow(Resource=f"{ACCOUNT}:instance.i.contact.c")], IMPLICIT, id="dots are no wildcard"),
        pytest.param([without(allow(NotResource=ELSEWHERE), "Resource")], None, id="not that resource"),
        pytest.param([without(allow(NotResource=CONTACT), "Resource")], IMPLICIT, id="NotResource"),
        pytest.param([allow(), without(deny(NotResource=CONTACT), "Resource")], None, id="deny all but this"),
        pytest.param([allow(), without(deny(NotResource=ELSEWHERE), "Resource")], EXPLICIT, id="deny all but another"),
    ],
)
def test_statements(statements, expected):
    assert decide(statements) == expected


ARN_ID = f"{ACCOUNT}:instance/arn%3Ax%2Fi/contact/c"


@pytest.mark.parametrize(
    ("statements", "allowed"),
    [
        ([allow(Resource=f"{ACCOUNT}:instance/i/*")], False),
        ([allow(Resource=f"{ACCOUNT}:instance/arn*")], False),
        ([allow(Resource=f"{ACCOUNT}:instance/*")], True),
        ([without(allow(NotResource=f"{ACCOUNT}:instance/i/*"), "Resource")], False),
        ([allow(), deny(Resource=f"{ACCOUNT}:instance/i/*")], False),
        ([allow(), deny(Resource=f"{ACCOUNT}:instance/arn*")], False),
        ([allow(), deny(Resource=f"{ACCOUNT}:instance/j/*")], True),
    ],
)
def test_an_id_spelt_as_an_arn_gets_round_nothing(statements, allowed):
    assert (decide(statements, resource=ARN_ID, meant=CONTACT) is None) is allowed


def test_every_resource_must_be_allowed():
    policy = compile_policy({"Statement": allow(Resource=CONTACT)})
    resources = [Resource(CONTACT, CONTACT), Resource(ELSEWHERE, ELSEWHERE)]

    assert policy.find_refusal(GET, resources[:1], {}) is None
    assert policy.find_refusal(GET, resources, {}) == Refusal(ELSEWHERE, explicit=False)


def test_every_condition_must_hold():
    both = {
        "StringEquals": {"connect:Channel": "CHAT", "connect:InstanceId": ["i", "j"]},
        "Null": {"aws:TagKeys": True},
    }
    facts = {"connect:channel": ("CHAT",), "connect:instanceid": ("j",)}

    assert decide([allow(Condition=both)], facts=facts) is None
    assert decide([allow(Condition=both)], facts=facts | {"connect:channel": ("VOICE",)}) == IMPLICIT
    assert decide([allow(Condition=both)], facts=facts | {"aws:tagkeys": ("a",)}) == IMPLICIT
    assert decide([allow(), deny(Condition=both)], facts=facts) == EXPLICIT


def test_what_only_the_store_knows_is_told_by_action():
    stored = deny(Action=UPDATE, Condition={"StringEquals": {"connect:Channel": "CHAT"}})
    policy = compile_policy({"Statement": [allow(Condition={"Null": {"aws:TagKeys": "true"}}), stored]})

    assert (policy.relevant(GET).is_conditional, policy.relevant(GET).needs_store) == (True, False)
    assert (policy.relevant(UPDATE).is_conditional, policy.relevant(UPDATE).needs_store) == (True, True)
    assert compile_policy({"Statement": allow()}).relevant(GET).is_conditional is False


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ("{", "is not JSON"),
        ("\xff", "is not JSON"),
        ("[" * 100_000, "deep|not JSON"),
        ([], "Expected `object`, got `array`"),
        ({}, "missing required field `Statement`"),
        ({"Statement": []}, r"length >= 1 - at `\$.Statement`"),
        ({"Version": "2013-01-01", "Statement": allow()}, r"'2013-01-01' - at `\$.Version`"),
        ({"Statement": allow(), "Statements": []}, "unknown field `Statements`"),
        ({"Statement": [allow(), allow(Effect="allow")]}, r"'allow' - at `\$.Statement\[1\].Effect`"),
        ({"Statement": allow(Principal="*")}, r"unknown field `Principal` - at `\$.Statement`"),
        ({"Statement": allow(Conditions={})}, "unknown field `Conditions`"),
        ({"Statement": without(allow(), "Action")}, r"Statement\[0\]: give one of Action and NotAction"),
        ({"Statement": allow(NotAction="*")}, r"Statement\[0\]: give one of Action and NotAction"),
        ({"Statement": [allow(), without(allow(), "Resource")]}, r"Statement\[1\]: give one of Resource and NotRes"),
        ({"Statement": allow(Action=[])}, r"length >= 1 - at `\$.Statement.Action`"),
        (
            {"Statement": allow(Action="GetContactAttributes")},
            r"Statement\[0\].Action: 'GetContactAttributes' is no act",
        ),
        ({"Statement": allow(Action="*:*")}, r"'\*:\*' is no action"),
        ({"Statement": allow(Resource="contact/c")}, r"Statement\[0\].Resource: 'contact/c' is no resource"),
        ({"Statement": allow(Resource="arn:aws:connect")}, "'arn:aws:connect' is no resource"),
        ({"Statement": allow(Condition={"StringEqual": {}})}, None),
        ({"Statement": allow(Condition={"IpAddress": {"aws:TagKeys": "x"}})}, r"Condition.IpAddress: no operator is c"),
        (
            {"Statement": allow(Condition={"NullIfExists": {"aws:TagKeys": "x"}})},
            "no operator is called 'NullIfExists'",
        ),
        (
            {"Statement": allow(Condition={"ForSome:StringLike": {"aws:TagKeys": "x"}})},
            "no qualifier is called 'ForSome",
        ),
        ({"Statement": allow(Condition={"StringLike": {"aws:SourceIp": "x"}})}, "'aws:SourceIp' is not served"),
        ({"Statement": allow(Condition={"StringLike": {"aws:RequestTag/": "x"}})}, "'aws:RequestTag/' is not served"),
        ({"Statement": allow(Condition={"StringLike": {"aws:TagKeys": "x"}})}, "put ForAnyValue: or ForAllValues:"),
        ({"Statement": allow(Condition={"Null": {"aws:TagKeys": "maybe"}})}, "Null takes one value"),
        ({"Statement": allow(Condition={"StringLike": {"aws:TagKeys": None}})}, "Condition"),
        ({"Version": "2012-10-17", "Statement": allow(Resource="arn:aws:connect:a:b:${x}")}, "policy variable"),
        (
            {"Version": "2012-10-17", "Statement": allow(Condition={"StringLike": {"connect:Channel": "${x}"}})},
            "policy variable",
        ),
        ('{"Statement": {}, "Statement": {}}', "'Statement' is given twice"),
        ({"Statement": allow(Sid="x" * CHARACTERS_MAX)}, "6,144 at most"),
    ],
)
def test_documents_that_are_refused(document, complaint):
    text = document if isinstance(document, str) else json.dumps(document)
    if complaint is None:
        assert read_policy(text.encode()).rules[0].conditions == ()
        return
    with pytest.raises(PolicyError, match=complaint):
        read_policy(text.encode("latin-1"))


def test_variables_are_plain_text_in_the_older_version():
    policy = compile_policy({"Version": "2008-10-17", "Statement": allow(Resource="arn:aws:connect:a:b:${x}")})

    assert policy.find_refusal(GET, [Resource("arn:aws:connect:a:b:${x}", "arn:aws:connect:a:b:${x}")], {}) is None


def test_white_space_does_not_count_as_size():
    assert read_policy(json.dumps({"Statement": allow()}, indent=CHARACTERS_MAX).encode()).rules


def test_a_policy_keeps_its_document():
    document = {"Version": "2012-10-17", "Id": "one", "Statement": [allow(Sid="All")]}

    assert read_policy(json.dumps(document).encode()).document == document
