import pytest


def test_by_name(ask, make, instance_id):
    make.security_profile(SecurityProfileName="Team lead", Permissions=["BasicAgentAccess"], Tags={"a": "b"})
    condition = {"FieldName": "name", "Value": "lead", "ComparisonType": "CONTAINS"}
    (found,) = ask("search_security_profiles", SearchCriteria={"StringCondition": condition})["SecurityProfiles"]
    assert (found["SecurityProfileName"], found["OrganizationResourceId"]) == ("Team lead", instance_id)
    assert found["Tags"] == {"a": "b"}


def test_the_name_is_the_only_field(connect, ask):
    condition = {"FieldName": "description", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Allowed: name"):
        ask("search_security_profiles", SearchCriteria={"StringCondition": condition})
