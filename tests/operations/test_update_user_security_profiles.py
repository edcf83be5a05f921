import pytest


def test_replaces_the_profiles(ask, make):
    before, after = make.security_profile(), make.security_profile()
    user_id = make.user(SecurityProfileIds=[before])
    ask("update_user_security_profiles", UserId=user_id, SecurityProfileIds=[after])
    assert ask("describe_user", UserId=user_id)["User"]["SecurityProfileIds"] == [after]
    ask("delete_security_profile", SecurityProfileId=before)


def test_an_unknown_profile(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="SecurityProfileId"):
        ask("update_user_security_profiles", UserId=make.user(), SecurityProfileIds=[make.security_profile(), "x"])


def test_ten_at_most(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="SecurityProfileIds"):
        ask("update_user_security_profiles", UserId=make.user(), SecurityProfileIds=["x"] * 11)
