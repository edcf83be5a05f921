import urllib.request

import boto3
import pytest


def test_connect_is_answered_in_process(connect, connect_instance_id):
    contact_id = connect.start_task_contact(InstanceId=connect_instance_id, ContactFlowId="f", Name="n")["ContactId"]
    connect.update_contact_attributes(
        InstanceId=connect_instance_id, InitialContactId=contact_id, Attributes={"a": "1"}
    )
    found = connect.get_contact_attributes(InstanceId=connect_instance_id, InitialContactId=contact_id)
    assert found["Attributes"] == {"a": "1"}


def test_connect_server_answers_over_http(connect_server):
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", "region_name": "us-east-1"}
    client = boto3.client("connect", endpoint_url=connect_server.url, **keys)
    assert client.describe_instance(InstanceId=connect_server.instance_id)["Instance"]["InstanceStatus"] == "ACTIVE"
    with urllib.request.urlopen(f"{connect_server.url}/_callslip/health") as answer:
        assert answer.status == 200


@pytest.mark.slow
def test_the_plugin_costs_nothing_until_it_is_used(pytester):
    pytester.makepyfile(
        """
        import sys

        def test_nothing_heavy_is_loaded():
            assert not {"boto3", "botocore", "callslip.mock", "callslip.bootstrap"} & set(sys.modules)
        """
    )
    assert pytester.runpytest_subprocess("-p", "no:randomly").ret == 0


@pytest.mark.slow
def test_settings_can_be_overridden(pytester):
    pytester.makepyfile(
        """
        import pytest

        @pytest.fixture
        def connect_settings():
            return {"region": "eu-west-1", "instance_id": "mine"}

        def test_mine(connect):
            assert ":eu-west-1:" in connect.describe_instance(InstanceId="mine")["Instance"]["Arn"]
        """
    )
    assert pytester.runpytest_subprocess("-p", "no:randomly").ret == 0


def test_a_flow_is_run(flow_runner):
    bye = {"Identifier": "bye", "Type": "DisconnectParticipant"}
    hello = {
        "Identifier": "hello",
        "Type": "MessageParticipant",
        "Parameters": {"Text": "Hello $.Attributes.name"},
        "Transitions": {"NextAction": "bye"},
    }
    done = flow_runner.run(
        {"Version": "2019-10-30", "StartAction": "hello", "Actions": [hello, bye]}, attributes={"name": "Ada"}
    )

    assert done.said == ["Hello Ada"]
    assert done.path == ["hello", "bye"]
    assert done.ended.how == "disconnected"
