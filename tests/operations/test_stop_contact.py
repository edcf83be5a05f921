import pytest

from stand_ins import NOW_MS


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


def test_a_campaigns_contact_ends_with_its_reason(connect, instance_id, stop, describe):
    phone = {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}
    item = {"CustomerEndpoint": phone, "QueueId": "q", "Campaign": {"CampaignId": "c"}}
    batch = connect.batch_put_contact(InstanceId=instance_id, ContactDataRequestList=[item])
    contact_id = batch["SuccessfulRequestList"][0]["ContactId"]
    stop(contact_id, DisconnectReason={"Code": "DISCARDED"})
    assert describe(contact_id)["DisconnectReason"] == "DISCARDED"


def test_work_after_the_contact_begins_for_the_user(clock, start_task, take, stop, describe):
    contact_id = take(start_task())
    clock.value_ms += 5_000
    stop(contact_id)
    contact = describe(contact_id)
    assert contact["AgentInfo"]["AfterContactWorkStartTimestamp"] == contact["DisconnectTimestamp"]
