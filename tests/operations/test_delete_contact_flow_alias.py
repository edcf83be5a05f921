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


def test_deleted_is_gone_and_its_version_free(connect, ask, alias):
    version = {"ContactFlowId": alias["ContactFlowId"], "ContactFlowVersion": 1}
    with pytest.raises(connect.exceptions.InvalidRequestException, match="alias"):
        ask("delete_contact_flow_version", **version)
    ask("delete_contact_flow_alias", **alias)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="AliasId"):
        ask("delete_contact_flow_alias", **alias)
    ask("delete_contact_flow_version", **version)
