import pytest


def test_to_a_queue_and_on_to_a_user(clock, start_task, transfer, update, describe, attributes_of):
    task = start_task(
        Attributes={"a": "1"}, References={"bill": {"Type": "URL", "Value": "https://example.com"}}, Name="Bill"
    )
    clock.value_ms += 1_000
    queued = transfer(task, QueueId="arn:aws:connect:us-east-1:123456789012:instance/i/queue/q-1")
    clock.value_ms += 1_000
    taken = transfer(queued, UserId="ben")
    update(taken, {"b": "2"})

    first, second, third = describe(task), describe(queued), describe(taken)
    assert first["DisconnectTimestamp"] == second["InitiationTimestamp"]
    assert first["DisconnectReason"] == second["DisconnectReason"] == "OTHER"
    assert second["QueueInfo"] == {"Id": "q-1", "EnqueueTimestamp": second["InitiationTimestamp"]}
    assert third["AgentInfo"] == {"Id": "ben", "ConnectedToAgentTimestamp": third["InitiationTimestamp"]}
    assert [each["InitiationMethod"] for each in (first, second, third)] == ["API", "TRANSFER", "TRANSFER"]
    assert (third["InitialContactId"], third["PreviousContactId"]) == (task, queued)
    assert third["Name"] == "Bill"
    assert "DisconnectTimestamp" not in third
    assert attributes_of(task) == attributes_of(queued) == attributes_of(taken) == {"a": "1", "b": "2"}


def test_from_queue_to_queue(start_task, transfer, describe):
    leg = transfer(transfer(start_task(), QueueId="one"), QueueId="two")
    assert describe(leg)["InitiationMethod"] == "QUEUE_TRANSFER"


def test_a_leg_from_queue_to_queue_shows_no_system_endpoint(start_email, transfer, describe):
    queued = transfer(start_email(), QueueId="one")
    requeued = transfer(queued, QueueId="two")
    shown = [describe(leg).get("SystemEndpoint", {}).get("Address") for leg in (queued, requeued, transfer(requeued))]
    assert shown == ["help@example.org", None, "help@example.org"]


def test_an_email_where_its_flow_leads(connect, instance_id, start_email, transfer, describe):
    email = start_email()
    leg = describe(transfer(email))
    assert describe(email)["DisconnectReason"] == "TRANSFERRED"
    assert leg["CustomerEndpoint"]["Address"] == "ana@example.com"
    assert "QueueInfo" not in leg
    assert "AgentInfo" not in leg


def test_the_work_keeps_its_time(clock, start_task, transfer, describe):
    task = start_task()
    clock.value_ms += 6 * 24 * 3_600_000
    leg = transfer(task)
    clock.value_ms += 24 * 3_600_000
    assert describe(leg)["DisconnectReason"] == "EXPIRED"
    assert describe(task)["DisconnectReason"] == "OTHER"


def test_eleven_times_and_no_more(connect, start_task, transfer):
    task = start_task()
    for _ in range(11):
        task = transfer(task)
    with pytest.raises(connect.exceptions.ServiceQuotaExceededException, match="at most 12"):
        transfer(task)


def test_the_same_token_transfers_once(connect, start_task, transfer):
    task = start_task()
    assert transfer(task, ClientToken="t") == transfer(task, ClientToken="t")


def test_what_cannot_be_transferred(connect, start_task, start_chat, transfer, stop):
    task = start_task()
    with pytest.raises(connect.exceptions.InvalidRequestException, match="cannot both be given"):
        transfer(task, QueueId="q", UserId="u")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="channel CHAT"):
        transfer(start_chat()["ContactId"])
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        transfer("nobody")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="does not name an agent"):
        transfer(task, UserId="arn:aws:connect:us-east-1:123456789012:instance/i/queue/q-1")
    stop(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is ENDED"):
        transfer(task)


def test_a_scheduled_task_cannot_be_transferred(connect, clock, start_task, transfer):
    task = start_task(ScheduledTime=clock.value_ms // 1000 + 60)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is SCHEDULED"):
        transfer(task)
