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


def test_what_is_known_of_it(ask, clock, alias):
    found = ask("describe_contact_flow_alias", **alias)["ContactFlowAlias"]
    assert (found["Name"], found["Version"], found["Description"]) == ("live", 1, "first")
    assert (found["ContactFlowId"], found["AliasId"]) == (alias["ContactFlowId"], alias["AliasId"])
    assert found["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()


def test_an_alias_of_another(connect, ask, make, alias):
    for wrong in ({"AliasId": "x"}, {"ContactFlowId": make.flow()}):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="AliasId"):
            ask("describe_contact_flow_alias", **{**alias, **wrong})
