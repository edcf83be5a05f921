import pytest

from stand_ins import NOW_MS


@pytest.fixture
def stop(connect, instance_id):
    return lambda contact_id, **more: connect.stop_contact(InstanceId=instance_id, ContactId=contact_id, **more)


@pytest.fixture
def describe(connect, instance_id):
    return lambda contact_id: connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]


def test_ends_the_contact_once(clock, start_task, stop, describe):
    contact_id = start_task()
    clock.value_ms += 60_000
    stop(contact_id)
    clock.value_ms += 60_000
    stop(contact_id)
    contact = describe(contact_id)
    assert contact["DisconnectTimestamp"].timestamp() * 1000 == NOW_MS + 60_000
    assert contact["DisconnectReason"] == "API"


def test_an_unknown_contact_is_gone(connect, stop):
    with pytest.raises(connect.exceptions.ContactNotFoundException) as caught:
        stop("nobody")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 410


def test_an_unknown_instance(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.stop_contact(InstanceId="nowhere", ContactId="x")


def test_a_transferred_voice_leg_cannot_be_stopped(connect, instance_id, start_task, stop):
    leg = connect.create_contact(
        InstanceId=instance_id, Channel="VOICE", InitiationMethod="TRANSFER", PreviousContactId=start_task()
    )["ContactId"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TRANSFER cannot be stopped"):
        stop(leg)


def test_an_outbound_call_can_be_stopped(connect, instance_id, stop, describe):
    call = connect.start_outbound_voice_contact(
        InstanceId=instance_id, ContactFlowId="f", DestinationPhoneNumber="+12065550100", QueueId="q"
    )["ContactId"]
    stop(call)
    assert describe(call)["DisconnectReason"] == "OTHER"


def test_a_reason_is_for_campaigns(connect, start_task, stop):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="campaign"):
        stop(start_task(), DisconnectReason={"Code": "DISCARDED"})
