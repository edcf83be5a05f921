import pytest


def test_replaces_type_and_place(ask, make):
    quick_connect_id = make.quick_connect()
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": make.flow()}}
    ask("update_quick_connect_config", QuickConnectId=quick_connect_id, QuickConnectConfig=config)
    found = ask("describe_quick_connect", QuickConnectId=quick_connect_id)["QuickConnect"]
    assert found["QuickConnectConfig"] == config


def test_the_part_of_its_type_is_needed(connect, ask, make):
    config = {"QuickConnectType": "FLOW"}
    with pytest.raises(connect.exceptions.InvalidRequestException, match="FlowConfig is required"):
        ask("update_quick_connect_config", QuickConnectId=make.quick_connect(), QuickConnectConfig=config)
