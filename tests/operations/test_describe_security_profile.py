import pytest


def test_without_its_permissions(ask, make, instance_id):
    profile_id = make.security_profile(
        SecurityProfileName="Lead",
        Description="leads",
        Permissions=["BasicAgentAccess"],
        AllowedAccessControlTags={"team": "west"},
        TagRestrictedResources=["User"],
    )
    profile = ask("describe_security_profile", SecurityProfileId=profile_id)["SecurityProfile"]
    assert (profile["Id"], profile["OrganizationResourceId"]) == (profile_id, instance_id)
    assert (profile["SecurityProfileName"], profile["Description"]) == ("Lead", "leads")
    assert (profile["AllowedAccessControlTags"], profile["TagRestrictedResources"]) == ({"team": "west"}, ["User"])
    assert (profile["Type"], "Permissions" in profile) == ("CUSTOMER_MANAGED", False)


def test_an_unknown_profile(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="SecurityProfileId"):
        ask("describe_security_profile", SecurityProfileId="x")
