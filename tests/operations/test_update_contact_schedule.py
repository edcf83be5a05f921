import pytest

from stand_ins import NOW_MS

NOW_S = NOW_MS // 1000
DAY_S = 24 * 3600


@pytest.fixture
def schedule(connect, instance_id):
    return lambda contact_id, when_s: connect.update_contact_schedule(
        InstanceId=instance_id, ContactId=contact_id, ScheduledTime=when_s
    )


def test_a_task_starts_at_its_new_time(clock, start_task, schedule, describe):
    task = start_task(ScheduledTime=NOW_S + 60)
    schedule(task, NOW_S + 600)
    clock.value_ms += 60_000
    assert "ConnectedToSystemTimestamp" not in describe(task)
    clock.value_ms += 540_000
    assert describe(task)["ConnectedToSystemTimestamp"].timestamp() == NOW_S + 600


@pytest.mark.parametrize("ahead_s", [0, -60, 6 * DAY_S + 1])
def test_in_the_future_and_at_most_six_days_ahead(connect, start_task, schedule, ahead_s):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="6 days"):
        schedule(start_task(ScheduledTime=NOW_S + 60), NOW_S + ahead_s)


def test_only_a_task_that_has_not_started(connect, clock, start_task, schedule):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is CONNECTED"):
        schedule(start_task(), NOW_S + 60)
    task = start_task(ScheduledTime=NOW_S + 60)
    clock.value_ms += 60_000
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is CONNECTED"):
        schedule(task, NOW_S + 120)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        schedule("nobody", NOW_S + 120)


def test_a_scheduled_task_can_be_stopped_and_never_starts(clock, start_task, stop, describe):
    task = start_task(ScheduledTime=NOW_S + 60)
    stop(task)
    clock.value_ms += 3_600_000
    assert "ConnectedToSystemTimestamp" not in describe(task)
