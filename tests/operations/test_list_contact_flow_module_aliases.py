import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.module()
    for _ in range(2):
        ask("create_contact_flow_module_version", ContactFlowModuleId=owner_id)
    return owner_id


def test_page_by_page(ask, names_of, owner_id):
    for name in ("a", "b", "c"):
        ask(
            "create_contact_flow_module_alias", ContactFlowModuleId=owner_id, AliasName=name, ContactFlowModuleVersion=2
        )
    key = "ContactFlowModuleAliasSummaryList"
    owner = {"ContactFlowModuleId": owner_id}
    assert names_of("list_contact_flow_module_aliases", key, "AliasName", MaxResults=2, **owner) == ["a", "b", "c"]
    summary = ask("list_contact_flow_module_aliases", **owner)[key][0]
    assert (summary["Version"], summary["Arn"].endswith(f"/{owner_id}:{summary['AliasName']}")) == (2, True)


def test_an_unknown_owner(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowModuleId"):
        ask("list_contact_flow_module_aliases", ContactFlowModuleId="x")
