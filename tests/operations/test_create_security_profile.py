import pytest


def test_makes_a_profile_with_an_arn(ask):
    answer = ask("create_security_profile", SecurityProfileName="Lead", Permissions=["BasicAgentAccess"])
    assert answer["SecurityProfileArn"].endswith(f"/security-profile/{answer['SecurityProfileId']}")


def test_a_name_is_taken_once(connect, make):
    make.security_profile(SecurityProfileName="Lead")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="SecurityProfileName"):
        make.security_profile(SecurityProfileName="Lead")


def test_a_name_that_the_model_refuses(connect, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="SecurityProfileName"):
        make.security_profile(SecurityProfileName="Lead!")


def test_applications_are_not_served(connect, make):
    with pytest.raises(connect.exceptions.ClientError, match=r"NotImplementedException.*Applications"):
        make.security_profile(Applications=[])
