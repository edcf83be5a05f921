import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.module()
    for _ in range(2):
        ask("create_contact_flow_module_version", ContactFlowModuleId=owner_id)
    return owner_id


@pytest.fixture
def alias(ask, owner_id):
    members = {"AliasName": "live", "ContactFlowModuleVersion": 1, "Description": "first"}
    return {
        "ContactFlowModuleId": owner_id,
        "AliasId": ask("create_contact_flow_module_alias", ContactFlowModuleId=owner_id, **members)["Id"],
    }


def test_changes_what_is_given(ask, alias):
    ask("update_contact_flow_module_alias", ContactFlowModuleVersion=2, **alias)
    found = ask("describe_contact_flow_module_alias", **alias)["ContactFlowModuleAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("live", 2, "first")
    ask("update_contact_flow_module_alias", Name="old", Description="second", **alias)
    found = ask("describe_contact_flow_module_alias", **alias)["ContactFlowModuleAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("old", 2, "second")


def test_a_name_that_is_taken(connect, ask, alias):
    ask(
        "create_contact_flow_module_alias",
        ContactFlowModuleId=alias["ContactFlowModuleId"],
        AliasName="old",
        ContactFlowModuleVersion=1,
    )
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="AliasName"):
        ask("update_contact_flow_module_alias", Name="old", **alias)


def test_an_unknown_version(connect, ask, alias):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("update_contact_flow_module_alias", ContactFlowModuleVersion=3, **alias)


def test_nothing_given(connect, ask, alias):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name"):
        ask("update_contact_flow_module_alias", **alias)
