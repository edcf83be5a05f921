import pytest


def test_as_it_was_given(ask, make):
    given = {
        "IdentityInfo": {"FirstName": "Ana", "LastName": "Silva", "Email": "ana@example.com", "Mobile": "+12065550100"},
        "PhoneConfig": {"PhoneType": "DESK_PHONE", "DeskPhoneNumber": "+12065550101", "AfterContactWorkTimeLimit": 60},
        "SecurityProfileIds": [make.security_profile()],
        "RoutingProfileId": make.routing_profile(),
        "HierarchyGroupId": "a group",
        "Tags": {"team": "west"},
    }
    user = ask("describe_user", UserId=make.user(Username="ana", **given))["User"]
    assert {name: user[name] for name in given} == given
    assert ask("describe_user", UserId=user["Arn"])["User"] == user


def test_an_unknown_user(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="UserId"):
        ask("describe_user", UserId="x")
