import os

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from callslip.clock import StoppedClock
from callslip.mock import mock_connect
from callslip.settings import SettingsError
from stand_ins import NOW_MS, CountingIds, FixedClock

FLOW = {"ContactFlowId": "flow", "Name": "task"}


@pytest.fixture
def client():
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y"}
    return boto3.Session(region_name="eu-central-1", **keys).client("connect")


def test_each_use_has_a_store_of_its_own(client):
    for _ in range(2):
        with mock_connect(ids=CountingIds("the-contact")) as mock:
            client.start_task_contact(InstanceId=mock.instance_id, **FLOW)
            found = client.get_contact_attributes(InstanceId=mock.instance_id, InitialContactId="the-contact")
            assert found["Attributes"] == {}


def test_a_decorator(client):
    @mock_connect(clock=FixedClock(), instance_id="mine")
    def use():
        return client.describe_instance(InstanceId="mine")["Instance"]["CreatedTime"].year

    assert use() == use() == 2026


def test_the_innermost_answers(client):
    with mock_connect(instance_id="outer"), mock_connect(instance_id="inner"):
        assert [one["Id"] for one in client.list_instances()["InstanceSummaryList"]] == ["inner"]


def test_real_keys_are_out_of_reach(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREAL")
    with mock_connect():
        assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
    assert os.environ["AWS_ACCESS_KEY_ID"] == "AKIAREAL"


def test_other_services_are_left_alone():
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "y", "region_name": "us-east-1"}
    once = Config(retries={"total_max_attempts": 1})
    other = boto3.client("sts", endpoint_url="http://127.0.0.1:1", config=once, **keys)
    with mock_connect(), pytest.raises(Exception, match="Could not connect"):
        other.get_caller_identity()


def test_an_operation_that_is_not_built_names_itself(client):
    with mock_connect(), pytest.raises(ClientError, match="ListBots is not served") as caught:
        client.list_bots(InstanceId="x", LexVersion="V2")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_settings_are_checked():
    with pytest.raises(SettingsError, match="retention_months"), mock_connect(retention_months=-1):
        pass


def test_time_passes_when_the_test_says_so(client):
    clock = StoppedClock()
    with mock_connect(clock=clock) as mock:
        client.start_task_contact(InstanceId=mock.instance_id, **FLOW, ScheduledTime=clock.now_ms() // 1000 + 60)
        assert mock.tick() == 0
        clock.advance(days=8, milliseconds=1)
        assert mock.tick() == 2  # it started, and expired
        assert mock.tick() == 0


def test_a_stopped_clock_moves_by_hand():
    clock = StoppedClock(1_000)
    clock.advance(minutes=1, milliseconds=5)
    assert clock.now_ms() == 61_005
    assert StoppedClock(NOW_MS).months_ago_ms(24) == FixedClock(NOW_MS).months_ago_ms(24)
