import pytest

from stand_ins import NOW_MS


@pytest.fixture
def pause(connect, instance_id):
    return lambda contact_id, **more: connect.pause_contact(InstanceId=instance_id, ContactId=contact_id, **more)


@pytest.fixture
def resume(connect, instance_id):
    return lambda contact_id: connect.resume_contact(InstanceId=instance_id, ContactId=contact_id)


def test_a_pause_is_counted(clock, start_task, pause, describe):
    task = start_task()
    clock.value_ms += 1_000
    pause(task, ContactFlowId="pause flow")
    contact = describe(task)
    assert contact["LastPausedTimestamp"].timestamp() * 1000 == NOW_MS + 1_000
    assert contact["TotalPauseCount"] == 1
    assert "TotalPauseDurationInSeconds" not in contact


def test_ten_pauses_and_no_more(monkeypatch, connect, start_task, pause, resume):
    monkeypatch.setattr("time.sleep", lambda _: None)  # botocore waits before it tries a 429 again
    task = start_task()
    for _ in range(10):
        pause(task)
        resume(task)
    with pytest.raises(connect.exceptions.LimitExceededException, match="at most 10"):
        pause(task)


def test_a_pause_ends_with_the_task(clock, start_task, take, pause, stop, describe):
    task = take(start_task())
    pause(task)
    clock.value_ms += 30_000
    stop(task)
    contact = describe(task)
    assert contact["TotalPauseDurationInSeconds"] == contact["AgentInfo"]["AgentPauseDurationInSeconds"] == 30


def test_a_paused_task_expires(clock, start_task, pause, describe):
    task = start_task()
    pause(task)
    clock.value_ms += 7 * 24 * 3_600_000
    assert describe(task)["DisconnectReason"] == "EXPIRED"


def test_a_task_in_the_wrong_state(connect, clock, start_task, pause, stop):
    task = start_task()
    pause(task)
    with pytest.raises(connect.exceptions.ConflictException, match="is PAUSED") as caught:
        pause(task)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    stop(task)
    with pytest.raises(connect.exceptions.ConflictException, match="is ENDED"):
        pause(task)
    with pytest.raises(connect.exceptions.ConflictException, match="is SCHEDULED"):
        pause(start_task(ScheduledTime=NOW_MS // 1000 + 60))


def test_tasks_alone(connect, start_chat, pause):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="channel CHAT"):
        pause(start_chat()["ContactId"])
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        pause("nobody")
