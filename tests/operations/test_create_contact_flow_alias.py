import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.flow()
    for _ in range(2):
        ask("create_contact_flow_version", ContactFlowId=owner_id)
    return owner_id


def test_stands_for_a_version(ask, owner_id):
    answer = ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName="live", ContactFlowVersion=2)
    assert answer["ContactFlowArn"].endswith(f"/{owner_id}")
    assert ask("describe_contact_flow", ContactFlowId=f"{owner_id}:live")["ContactFlow"]["Version"] == 2
    found = ask("describe_contact_flow", ContactFlowId=f"{owner_id}:{answer['Id']}")["ContactFlow"]
    assert found["Version"] == 2


def test_a_name_is_taken_once(connect, ask, owner_id):
    ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName="live", ContactFlowVersion=1)
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="AliasName"):
        ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName="live", ContactFlowVersion=2)


@pytest.mark.parametrize("wrong", ["1", "$SAVED", "$LATEST"])
def test_a_name_that_looks_like_a_version(connect, ask, owner_id, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AliasName"):
        ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName=wrong, ContactFlowVersion=1)


def test_an_unknown_version(connect, ask, owner_id):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName="live", ContactFlowVersion=3)
