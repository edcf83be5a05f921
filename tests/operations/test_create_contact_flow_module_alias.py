import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.module()
    for _ in range(2):
        ask("create_contact_flow_module_version", ContactFlowModuleId=owner_id)
    return owner_id


def test_stands_for_a_version(ask, owner_id):
    answer = ask(
        "create_contact_flow_module_alias", ContactFlowModuleId=owner_id, AliasName="live", ContactFlowModuleVersion=2
    )
    assert answer["ContactFlowModuleArn"].endswith(f"/{owner_id}")
    assert (
        ask("describe_contact_flow_module", ContactFlowModuleId=f"{owner_id}:live")["ContactFlowModule"]["Version"] == 2
    )
    found = ask("describe_contact_flow_module", ContactFlowModuleId=f"{owner_id}:{answer['Id']}")["ContactFlowModule"]
    assert found["Version"] == 2


def test_a_name_is_taken_once(connect, ask, owner_id):
    ask("create_contact_flow_module_alias", ContactFlowModuleId=owner_id, AliasName="live", ContactFlowModuleVersion=1)
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="AliasName"):
        ask(
            "create_contact_flow_module_alias",
            ContactFlowModuleId=owner_id,
            AliasName="live",
            ContactFlowModuleVersion=2,
        )


@pytest.mark.parametrize("wrong", ["1", "$SAVED", "$LATEST"])
def test_a_name_that_looks_like_a_version(connect, ask, owner_id, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AliasName"):
        ask(
            "create_contact_flow_module_alias",
            ContactFlowModuleId=owner_id,
            AliasName=wrong,
            ContactFlowModuleVersion=1,
        )


def test_an_unknown_version(connect, ask, owner_id):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask(
            "create_contact_flow_module_alias",
            ContactFlowModuleId=owner_id,
            AliasName="live",
            ContactFlowModuleVersion=3,
        )
