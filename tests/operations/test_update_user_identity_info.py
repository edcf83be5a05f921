import pytest


def test_replaces_names_and_addresses(ask, make):
    user_id = make.user(IdentityInfo={"FirstName": "Ana", "LastName": "Silva", "Email": "ana@example.com"})
    given = {"FirstName": "Ana", "LastName": "Costa"}
    ask("update_user_identity_info", UserId=user_id, IdentityInfo=given)
    assert ask("describe_user", UserId=user_id)["User"]["IdentityInfo"] == given


def test_names_are_required(connect, ask, make):
    user_id = make.user()
    with pytest.raises(connect.exceptions.InvalidRequestException, match="FirstName"):
        ask("update_user_identity_info", UserId=user_id, IdentityInfo={"LastName": "Costa"})
    assert ask("describe_user", UserId=user_id)["User"]["IdentityInfo"]["LastName"] == "Silva"


def test_an_unknown_user(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="UserId"):
        ask("update_user_identity_info", UserId="x", IdentityInfo={})
