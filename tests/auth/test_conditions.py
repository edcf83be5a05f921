"""Condition operators as a table: what holds for a value, for another, for several and for none."""

import pytest

from callslip.auth.conditions import compile_condition

CHANNEL, TAGS = "connect:Channel", "aws:TagKeys"


def holds(operator, values, found, key=CHANNEL):
    return bool(compile_condition(operator, key, values).test(found))


@pytest.mark.parametrize(
    ("operator", "value", "equal", "other", "absent"),
    [
        ("StringEquals", "CHAT", True, False, False),
        ("StringNotEquals", "CHAT", False, True, True),
        ("StringEquals", "chat", False, False, False),
        ("StringEqualsIgnoreCase", "chat", True, False, False),
        ("StringNotEqualsIgnoreCase", "chat", False, True, True),
        ("StringLike", "C?A*", True, False, False),
        ("StringNotLike", "C?A*", False, True, True),
        ("StringEquals", "C*", False, False, False),
        ("StringEqualsIfExists", "CHAT", True, False, True),
        ("StringNotEqualsIfExists", "CHAT", False, True, True),
        ("StringLikeIfExists", "CH*", True, False, True),
        ("Null", "true", False, False, True),
        ("Null", "false", True, True, False),
    ],
)
def test_one_value(operator, value, equal, other, absent):
    assert holds(operator, [value], ["CHAT"]) is equal
    assert holds(operator, [value], ["VOICE"]) is other
    assert holds(operator, [value], None) is absent


@pytest.mark.parametrize(("operator", "expected"), [("StringEquals", True), ("StringNotEquals", False)])
def test_several_values_in_the_policy_are_alternatives(operator, expected):
    assert holds(operator, ["VOICE", "CHAT"], ["CHAT"]) is expected
    assert holds(operator, ["VOICE", "CHAT"], ["TASK"]) is not expected


@pytest.mark.parametrize(
    ("operator", "within", "partly", "outside", "absent"),
    [
        ("ForAnyValue:StringEquals", True, True, False, False),
        ("ForAllValues:StringEquals", True, False, False, True),
        ("ForAnyValue:StringNotEquals", False, True, True, False),
        ("ForAllValues:StringNotEquals", False, False, True, True),
        ("ForAnyValue:StringLike", True, True, False, False),
        ("ForAllValues:StringNotLike", False, False, True, True),
        ("ForAnyValue:StringEqualsIfExists", True, True, False, False),
        ("ForAllValues:StringEqualsIfExists", True, False, False, True),
    ],
)
def test_several_values_in_the_request(operator, within, partly, outside, absent):
    allowed = ["team", "stage"]

    assert holds(operator, allowed, ["team", "stage"], TAGS) is within
    assert holds(operator, allowed, ["team", "owner"], TAGS) is partly
    assert holds(operator, allowed, ["owner"], TAGS) is outside
    assert holds(operator, allowed, None, TAGS) is absent


def test_keys_ignore_case():
    assert compile_condition("StringEquals", "CONNECT:instanceID", ["i"]).key == "connect:instanceid"


@pytest.mark.parametrize(
    ("key", "stored"),
    [
        ("connect:Channel", True),
        ("connect:ContactAssociationId", True),
        ("connect:UserArn", True),
        ("aws:ResourceTag/team", True),
        ("connect:InstanceId", False),
        ("connect:ContactInitiationMethod", False),
        ("aws:RequestTag/team", False),
    ],
)
def test_which_keys_only_the_store_knows(key, stored):
    assert compile_condition("StringEquals", key, ["x"]).is_stored is stored


@pytest.mark.parametrize(
    "key", ["connect:AssignmentType", "connect:PreferredUserArn", "aws:ResourceTag/", "aws:SourceIp", ""]
)
def test_a_key_that_would_never_have_a_value_is_refused(key):
    with pytest.raises(ValueError, match="is not served"):
        compile_condition("StringEquals", key, ["x"])
