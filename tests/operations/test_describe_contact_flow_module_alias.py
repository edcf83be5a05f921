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


def test_what_is_known_of_it(ask, clock, alias):
    found = ask("describe_contact_flow_module_alias", **alias)["ContactFlowModuleAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("live", 1, "first")
    assert (found["ContactFlowModuleId"], found["AliasId"]) == (alias["ContactFlowModuleId"], alias["AliasId"])
    assert found["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()


def test_an_alias_of_another(connect, ask, make, alias):
    for wrong in ({"AliasId": "x"}, {"ContactFlowModuleId": make.module()}):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="AliasId"):
            ask("describe_contact_flow_module_alias", **{**alias, **wrong})
