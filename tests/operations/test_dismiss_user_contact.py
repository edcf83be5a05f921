import pytest


@pytest.fixture
def dismiss(connect, instance_id):
    return lambda contact_id, user_id="ben": connect.dismiss_user_contact(
        InstanceId=instance_id, ContactId=contact_id, UserId=user_id
    )


def test_the_work_after_a_contact_ends(clock, start_task, take, stop, dismiss, describe):
    task = take(start_task())
    stop(task)
    clock.value_ms += 90_000
    dismiss(task)
    agent = describe(task)["AgentInfo"]
    assert agent["AfterContactWorkDuration"] == 90
    assert (agent["AfterContactWorkEndTimestamp"] - agent["AfterContactWorkStartTimestamp"]).seconds == 90


def test_only_an_ended_contact_of_that_user_and_once(connect, start_task, take, stop, dismiss):
    task = take(start_task())
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is CONNECTED_TO_USER"):
        dismiss(task)
    stop(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="not with this user"):
        dismiss(task, "carl")
    dismiss(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="not before the user"):
        dismiss(task)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        dismiss("nobody")


def test_a_contact_that_the_user_never_had(connect, instance_id, stop, dismiss):
    task = connect.create_contact(
        InstanceId=instance_id, Channel="TASK", InitiationMethod="API", UserInfo={"UserId": "ben"}
    )["ContactId"]
    stop(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="never there"):
        dismiss(task)
