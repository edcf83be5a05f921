import pytest

from stand_ins import NOW_MS

ARN = "arn:aws:connect:us-east-1:123456789012:instance/i/agent/ben"


@pytest.mark.parametrize("user_id", ["ben", ARN])
def test_a_queued_task_is_taken(clock, start_task, transfer, take, describe, user_id):
    task = transfer(start_task(), QueueId="q")
    clock.value_ms += 5_000
    take(task, user_id)
    contact = describe(task)
    assert contact["AgentInfo"]["Id"] == "ben"
    assert contact["AgentInfo"]["ConnectedToAgentTimestamp"].timestamp() * 1000 == NOW_MS + 5_000
    assert contact["QueueInfo"]["Id"] == "q"


def test_chats_calls_and_emails_as_well(start_chat, start_call, start_email, take, describe):
    for contact_id in (start_chat()["ContactId"], start_call(), start_email()):
        assert describe(take(contact_id))["AgentInfo"]["Id"] == "ben"


def test_only_what_waits(connect, start_task, take, stop):
    task = take(start_task())
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is CONNECTED_TO_USER"):
        take(task, "carl")
    stop(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is ENDED"):
        take(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is SCHEDULED"):
        take(start_task(ScheduledTime=NOW_MS // 1000 + 60))
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        take("nobody")


def test_a_call_that_nobody_has_answered(connect, instance_id, take):
    call = connect.start_outbound_voice_contact(
        InstanceId=instance_id, ContactFlowId="f", DestinationPhoneNumber="+12065550100", QueueId="q"
    )["ContactId"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is DIALING"):
        take(call)
