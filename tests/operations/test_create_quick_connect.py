import pytest


@pytest.fixture
def configs(make):
    flow_id = make.flow()
    return {
        "USER": {"UserConfig": {"UserId": make.user(), "ContactFlowId": flow_id}},
        "QUEUE": {"QueueConfig": {"QueueId": make.queue(), "ContactFlowId": flow_id}},
        "PHONE_NUMBER": {"PhoneConfig": {"PhoneNumber": "+12065550100"}},
        "FLOW": {"FlowConfig": {"ContactFlowId": flow_id}},
    }


def test_makes_one_of_each_type(ask, configs):
    for kind, part in configs.items():
        answer = ask("create_quick_connect", Name=kind, QuickConnectConfig={"QuickConnectType": kind, **part})
        assert answer["QuickConnectARN"].endswith(f"/transfer-destination/{answer['QuickConnectId']}")


def test_the_part_of_its_type_and_no_other(connect, make, configs):
    for wrong in ({}, configs["FLOW"], {**configs["PHONE_NUMBER"], **configs["FLOW"]}):
        with pytest.raises(connect.exceptions.InvalidRequestException, match="QuickConnectConfig"):
            make.quick_connect(QuickConnectConfig={"QuickConnectType": "PHONE_NUMBER", **wrong})


def test_a_wrong_number(connect, make):
    config = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "12"}}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="PhoneNumber"):
        make.quick_connect(QuickConnectConfig=config)


def test_where_it_leads_must_be_there(connect, make):
    config = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": "x"}}
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
        make.quick_connect(QuickConnectConfig=config)


def test_a_name_is_taken_once(connect, make):
    make.quick_connect(Name="Home")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.quick_connect(Name="Home")
