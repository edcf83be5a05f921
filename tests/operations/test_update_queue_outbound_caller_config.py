import pytest


def test_replaces_the_caller(ask, make):
    queue_id = make.queue(OutboundCallerConfig={"OutboundCallerIdName": "Support"})
    config = {"OutboundCallerIdNumberId": "a number"}
    ask("update_queue_outbound_caller_config", QueueId=queue_id, OutboundCallerConfig=config)
    assert ask("describe_queue", QueueId=queue_id)["Queue"]["OutboundCallerConfig"] == config


def test_the_flow_must_be_there(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
        ask("update_queue_outbound_caller_config", QueueId=make.queue(), OutboundCallerConfig={"OutboundFlowId": "x"})


def test_a_name_that_is_too_long(connect, ask, make):
    config = {"OutboundCallerIdName": "x" * 256}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="OutboundCallerIdName"):
        ask("update_queue_outbound_caller_config", QueueId=make.queue(), OutboundCallerConfig=config)
