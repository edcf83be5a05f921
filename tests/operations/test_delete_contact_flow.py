import pytest


def test_deleted_is_gone_with_its_versions(connect, ask, make):
    flow_id = make.flow(Name="Main")
    ask("create_contact_flow_version", ContactFlowId=flow_id)
    ask("delete_contact_flow", ContactFlowId=flow_id)
    for wrong in (flow_id, f"{flow_id}:1"):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
            ask("describe_contact_flow", ContactFlowId=wrong)
    make.flow(Name="Main")


def test_a_flow_in_use_stays(connect, ask, make):
    flow_id = make.flow()
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": flow_id}}
    make.quick_connect(QuickConnectConfig=config)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="quick connect"):
        ask("delete_contact_flow", ContactFlowId=flow_id)
    assert ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["Content"]
