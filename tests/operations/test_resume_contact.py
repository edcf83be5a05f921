import pytest

from stand_ins import NOW_MS


@pytest.fixture
def pause(connect, instance_id):
    return lambda contact_id: connect.pause_contact(InstanceId=instance_id, ContactId=contact_id)


@pytest.fixture
def resume(connect, instance_id):
    return lambda contact_id, **more: connect.resume_contact(InstanceId=instance_id, ContactId=contact_id, **more)


def test_the_time_of_all_pauses_adds_up(clock, start_task, take, pause, resume, describe):
    task = start_task()
    for seconds in (10, 20):
        pause(task)
        clock.value_ms += seconds * 1000
        resume(task, ContactFlowId="resume flow")
    contact = describe(task)
    assert contact["TotalPauseDurationInSeconds"] == 30
    assert contact["TotalPauseCount"] == 2
    assert contact["LastResumedTimestamp"].timestamp() * 1000 == NOW_MS + 30_000
    take(task)


def test_only_what_is_paused(connect, start_task, start_chat, pause, stop, resume):
    task = start_task()
    with pytest.raises(connect.exceptions.ConflictException, match="is CONNECTED"):
        resume(task)
    pause(task)
    stop(task)
    with pytest.raises(connect.exceptions.ConflictException, match="is ENDED"):
        resume(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="channel CHAT"):
        resume(start_chat()["ContactId"])
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        resume("nobody")
