import pytest


@pytest.fixture
def owner_id(ask, make):
    owner_id = make.flow()
    for _ in range(2):
        ask("create_contact_flow_version", ContactFlowId=owner_id)
    return owner_id


def test_page_by_page(ask, names_of, owner_id):
    for name in ("a", "b", "c"):
        ask("create_contact_flow_alias", ContactFlowId=owner_id, AliasName=name, ContactFlowVersion=2)
    key = "ContactFlowAliasSummaryList"
    owner = {"ContactFlowId": owner_id}
    assert names_of("list_contact_flow_aliases", key, "AliasName", MaxResults=2, **owner) == ["a", "b", "c"]
    summary = ask("list_contact_flow_aliases", **owner)[key][0]
    assert (summary["Version"], summary["Arn"].endswith(f"/{owner_id}:{summary['AliasName']}")) == (2, True)


def test_an_unknown_owner(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
        ask("list_contact_flow_aliases", ContactFlowId="x")
