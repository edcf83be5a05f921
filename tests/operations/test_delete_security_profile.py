import pytest


def test_deleted_is_gone(connect, ask, make):
    profile_id = make.security_profile()
    ask("delete_security_profile", SecurityProfileId=profile_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="SecurityProfileId"):
        ask("delete_security_profile", SecurityProfileId=profile_id)


def test_a_profile_in_use_stays(connect, ask, make):
    profile_id = make.security_profile()
    make.user(SecurityProfileIds=[make.security_profile(), profile_id])
    with pytest.raises(connect.exceptions.ResourceInUseException, match="user"):
        ask("delete_security_profile", SecurityProfileId=profile_id)
