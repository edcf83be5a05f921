import pytest


def test_deleted_is_gone(connect, ask, make):
    flow_id = make.flow()
    ask("create_contact_flow_version", ContactFlowId=flow_id)
    ask("delete_contact_flow_version", ContactFlowId=flow_id, ContactFlowVersion=1)
    assert ask("list_contact_flow_versions", ContactFlowId=flow_id)["ContactFlowVersionSummaryList"] == []
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("delete_contact_flow_version", ContactFlowId=flow_id, ContactFlowVersion=1)
    assert ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["Content"]


def test_a_version_of_another_flow(connect, ask, make):
    ask("create_contact_flow_version", ContactFlowId=make.flow())
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        ask("delete_contact_flow_version", ContactFlowId=make.flow(), ContactFlowVersion=1)
