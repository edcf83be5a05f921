"""Faults for tests of clients: contacts that are not there yet, and a region that is not the active one."""

import json

import boto3
import pytest
from botocore.exceptions import ClientError
from msgspec.structs import replace

from callslip.auth.policy import LimitedCaller
from callslip.bootstrap import build_mock
from callslip.domain.masks import Masks
from callslip.mock import mock_connect
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.settings import Settings
from stand_ins import FixedClock

FLOW = {"ContactFlowId": "flow", "Name": "task"}


@pytest.fixture(scope="module")
def clients():
    return {
        region: boto3.Session("x", "y", region_name=region).client("connect") for region in ("us-east-1", "us-west-2")
    }


@pytest.fixture
def east(clients):
    return clients["us-east-1"]


def code(call, **members):
    with pytest.raises(ClientError) as caught:
        call(**members)
    answer = caught.value.response
    return answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]


def test_a_new_contact_is_hidden_for_a_while(east):
    clock = FixedClock()
    with mock_connect(clock=clock, fault_hidden_ms=2_000) as mock:
        contact_id = east.start_task_contact(InstanceId=mock.instance_id, **FLOW)["ContactId"]
        named = {"InstanceId": mock.instance_id, "InitialContactId": contact_id}
        single = {"InstanceId": mock.instance_id, "ContactId": contact_id}
        clock.value_ms += 1_999

        assert code(east.get_contact_attributes, **named) == ("ResourceNotFoundException", 404)
        assert code(east.update_contact_attributes, **named, Attributes={"k": "v"}) == (
            "ResourceNotFoundException",
            404,
        )
        assert code(east.describe_contact, **single) == ("ResourceNotFoundException", 404)
        assert code(east.stop_contact, **single) == ("ContactNotFoundException", 410)
        follow = {"InstanceId": mock.instance_id, **FLOW, "PreviousContactId": contact_id}
        assert code(east.start_task_contact, **follow) == ("ResourceNotFoundException", 404)

        clock.value_ms += 1
        assert east.get_contact_attributes(**named)["Attributes"] == {}
        east.stop_contact(**single)


def test_attributes_are_read_as_they_were(east):
    clock = FixedClock()
    with mock_connect(clock=clock, fault_read_lag_ms=2_000) as mock:
        contact_id = east.start_task_contact(InstanceId=mock.instance_id, **FLOW, Attributes={"a": "1"})["ContactId"]
        leg = east.start_task_contact(InstanceId=mock.instance_id, **FLOW, PreviousContactId=contact_id)["ContactId"]
        named = {"InstanceId": mock.instance_id, "InitialContactId": contact_id}
        single = {"InstanceId": f"arn:aws:connect:us-east-1:1:instance/{mock.instance_id}", "ContactId": leg}

        def read():
            attributes = east.get_contact_attributes(**named)["Attributes"]
            assert east.describe_contact(**single)["Contact"]["Attributes"] == attributes
            return attributes

        seen = [read()]
        clock.value_ms += 1_000
        east.update_contact_attributes(**named, Attributes={"a": "2", "b": "1"})
        for _ in range(4):
            clock.value_ms += 999
            seen.append(read())
            clock.value_ms += 1
    now = {"a": "2", "b": "1"}
    assert seen == [{}, {}, {"a": "1"}, now, now]


def test_a_lag_shows_nothing_that_is_masked():
    clock = FixedClock()
    gateway = build_mock(Settings(store="sqlite::memory:", fault_read_lag_ms=2_000), clock)
    caller = LimitedCaller("AKID", "arn:x", masks=Masks(read=("ssn",)))
    limited = replace(gateway, guard=replace(gateway.guard, authenticate=lambda _: caller))
    task = {"InstanceId": INSTANCE, **FLOW, "Attributes": {"ssn": "1", "a": "1"}}
    answer = gateway.handle(Request("PUT", "/contact/task", "", {}, json.dumps(task).encode()))
    contact_id = json.loads(answer.body)["ContactId"]
    clock.value_ms += 2_000
    update = {"InstanceId": INSTANCE, "InitialContactId": contact_id, "Attributes": {"ssn": "2", "a": "2"}}
    assert gateway.handle(Request("POST", "/contact/attributes", "", {}, json.dumps(update).encode())).status == 200
    request = Request("GET", f"/contact/attributes/{INSTANCE}/{contact_id}", "", {}, b"")
    read = [json.loads(each.handle(request).body)["Attributes"] for each in (gateway, limited)]
    gateway.backend.close()
    assert read == [{"ssn": "1", "a": "1"}, {"a": "1"}]


def test_an_arn_does_not_find_it_sooner(east):
    with mock_connect(clock=FixedClock(), fault_hidden_ms=1) as mock:
        contact_id = east.start_task_contact(InstanceId=mock.instance_id, **FLOW)["ContactId"]
        instance = f"arn:aws:connect:us-east-1:123456789012:instance/{mock.instance_id}"
        named = {"InstanceId": instance, "InitialContactId": f"{instance}/contact/{contact_id}"}

        assert code(east.get_contact_attributes, **named) == ("ResourceNotFoundException", 404)


def test_what_is_not_there_at_all_is_answered_as_ever(east):
    with (
        mock_connect(clock=FixedClock(), fault_hidden_ms=1) as mock,
        pytest.raises(ClientError, match="No such contact"),
    ):
        east.get_contact_attributes(InstanceId=mock.instance_id, InitialContactId="nobody")


def test_changes_go_to_the_active_region_alone(clients):
    east, west = clients["us-east-1"], clients["us-west-2"]
    with mock_connect(fault_active_region="us-west-2") as mock:
        contact_id = east.start_task_contact(InstanceId=mock.instance_id, **FLOW)["ContactId"]
        named = {"InstanceId": mock.instance_id, "InitialContactId": contact_id}

        refused = code(east.update_contact_attributes, **named, Attributes={"k": "east"})
        west.update_contact_attributes(**named, Attributes={"k": "west"})

        assert refused == ("InvalidActiveRegionException", 400)
        assert code(east.stop_contact, InstanceId=mock.instance_id, ContactId=contact_id)[1] == 400
        assert east.get_contact_attributes(**named)["Attributes"] == {"k": "west"}


def test_no_fault_unless_asked_for(clients):
    with mock_connect(clock=FixedClock()) as mock:
        for client in clients.values():
            contact_id = client.start_task_contact(InstanceId=mock.instance_id, **FLOW)["ContactId"]
            named = {"InstanceId": mock.instance_id, "InitialContactId": contact_id}
            client.update_contact_attributes(**named, Attributes={"k": "v"})
            assert client.get_contact_attributes(**named)["Attributes"] == {"k": "v"}
