import pytest


def test_replaces_what_is_given(ask, make):
    profile_id = make.security_profile(Description="first", Permissions=["a", "b"])
    ask("update_security_profile", SecurityProfileId=profile_id, Permissions=["c"])
    assert ask("list_security_profile_permissions", SecurityProfileId=profile_id)["Permissions"] == ["c"]
    profile = ask("describe_security_profile", SecurityProfileId=profile_id)["SecurityProfile"]
    assert profile["Description"] == "first"


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Permissions"):
        ask("update_security_profile", SecurityProfileId=make.security_profile())


def test_an_unknown_profile(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="SecurityProfileId"):
        ask("update_security_profile", SecurityProfileId="x", Permissions=[])
