import pytest


@pytest.fixture
def value_of(ask):
    return lambda kind: ask("describe_instance_attribute", AttributeType=kind)["Attribute"]["Value"]


def test_sets_a_switch(ask, value_of):
    for value in ("true", "false", "TRUE"):
        ask("update_instance_attribute", AttributeType="CONTACTFLOW_LOGS", Value=value)
        assert value_of("CONTACTFLOW_LOGS") == value.lower()
    assert value_of("EARLY_MEDIA") == "true"


def test_calls_show_in_the_instance_too(connect, ask, value_of, instance_id):
    ask("update_instance_attribute", AttributeType="OUTBOUND_CALLS", Value="false")
    instance = connect.describe_instance(InstanceId=instance_id)["Instance"]
    assert (instance["OutboundCallsEnabled"], instance["InboundCallsEnabled"]) == (False, True)
    assert value_of("OUTBOUND_CALLS") == "false"


def test_a_repeated_request_changes_nothing_more(ask, value_of):
    first = {"AttributeType": "CONTACTFLOW_LOGS", "Value": "true", "ClientToken": "t"}
    ask("update_instance_attribute", **first)
    ask("update_instance_attribute", AttributeType="CONTACTFLOW_LOGS", Value="false")
    ask("update_instance_attribute", **first)
    assert value_of("CONTACTFLOW_LOGS") == "false"


def test_neither_true_nor_false(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Value"):
        ask("update_instance_attribute", AttributeType="CONTACTFLOW_LOGS", Value="on")


def test_an_unknown_switch(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AttributeType"):
        ask("update_instance_attribute", AttributeType="LIGHT", Value="true")
