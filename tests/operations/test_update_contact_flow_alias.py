import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.flow()
    for _ in range(2):
        ask("create_contact_flow_version", ContactFlowId=owner_id)
    return owner_id


@pytest.fixture
def alias(ask, owner_id):
    members = {"AliasName": "live", "ContactFlowVersion": 1, "Description": "first"}
    return {
        "ContactFlowId": owner_id,
        "AliasId": ask("create_contact_flow_alias", ContactFlowId=owner_id, **members)["Id"],
    }


def test_changes_what_is_given(ask, alias):
    ask("update_contact_flow_alias", ContactFlowVersion=2, **alias)
    found = ask("describe_contact_flow_alias", **alias)["ContactFlowAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("live", 2, "first")
    ask("update_contact_flow_alias", Name="old", Description="second", **alias)
    found = ask("describe_contact_flow_alias", **alias)["ContactFlowAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("old", 2, "second")


def test_a_name_that_is_taken(connect, ask, alias):
    ask("create_contact_flow_alias", ContactFlowId=alias["ContactFlowId"], AliasName="old", ContactFlowVersion=1)
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="AliasName"):
        ask("update_contact_flow_alias", Name="old", **alias)


def test_an_unknown_version(connect, ask, alias):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("update_contact_flow_alias", ContactFlowVersion=3, **alias)


def test_nothing_given(connect, ask, alias):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name"):
        ask("update_contact_flow_alias", **alias)
