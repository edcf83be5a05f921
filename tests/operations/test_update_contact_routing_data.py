import pytest

from stand_ins import NOW_MS


def step(seconds=None):
    condition = {
        "Name": "language",
        "Value": "en",
        "ComparisonOperator": "NumberGreaterOrEqualTo",
        "ProficiencyLevel": 3,
    }
    expiry = {} if seconds is None else {"Expiry": {"DurationInSeconds": seconds}}
    return {"Expression": {"AttributeCondition": condition}, **expiry}


@pytest.fixture
def route(connect, instance_id):
    return lambda contact_id, **members: connect.update_contact_routing_data(
        InstanceId=instance_id, ContactId=contact_id, **members
    )


def test_priority_and_age_take_turns(start_task, route, describe):
    task = start_task()
    assert "QueuePriority" not in describe(task)
    route(task, QueuePriority=1)
    assert describe(task)["QueuePriority"] == 1
    route(task, QueueTimeAdjustmentSeconds=-30)
    contact = describe(task)
    assert contact["QueueTimeAdjustmentSeconds"] == -30
    assert "QueuePriority" not in contact


def statuses(contact):
    return [each["Status"] for each in contact["RoutingCriteria"]["Steps"]]


def test_steps_expire_one_after_another_until_a_user_joins(clock, start_task, transfer, take, route, describe):
    task = start_task()
    route(task, RoutingCriteria={"Steps": [step(10), step(20), step()]})
    assert statuses(describe(task)) == ["INACTIVE"] * 3
    queued = transfer(task, QueueId="q")
    route(queued, RoutingCriteria={"Steps": [step(10), step(20), step()]})
    contact = describe(queued)
    assert statuses(contact) == ["ACTIVE", "INACTIVE", "INACTIVE"]
    assert contact["RoutingCriteria"]["ActivationTimestamp"].timestamp() * 1000 == NOW_MS
    clock.value_ms += 10_000
    contact = describe(queued)
    assert statuses(contact) == ["EXPIRED", "ACTIVE", "INACTIVE"]
    assert contact["RoutingCriteria"]["Steps"][1]["Expiry"]["ExpiryTimestamp"].timestamp() * 1000 == NOW_MS + 30_000
    assert contact["RoutingCriteria"]["Steps"][0]["Expression"]["AttributeCondition"]["Name"] == "language"
    take(queued)
    clock.value_ms += 3_600_000
    assert statuses(describe(queued)) == ["EXPIRED", "JOINED", "INACTIVE"]


def test_new_criteria_count_anew(start_task, route, describe):
    task = start_task()
    route(task, RoutingCriteria={"Steps": [step()]})
    route(task, RoutingCriteria={"Steps": [step(), step()]})
    criteria = describe(task)["RoutingCriteria"]
    assert (criteria["Index"], len(criteria["Steps"])) == (1, 2)


def test_priority_or_age_or_criteria(connect, start_task, route):
    task = start_task()
    with pytest.raises(connect.exceptions.InvalidParameterException, match="not both"):
        route(task, QueuePriority=1, QueueTimeAdjustmentSeconds=1)
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Nothing to update"):
        route(task)


def test_an_operation_that_declares_no_invalid_request_answers_invalid_parameter(connect, route):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="does not name a contact"):
        route("arn:aws:connect:us-east-1:123456789012:instance/i", QueuePriority=1)


def test_not_once_a_user_has_it_or_it_ended(connect, start_task, take, stop, route):
    task = take(start_task())
    with pytest.raises(connect.exceptions.ResourceConflictException, match="is CONNECTED_TO_USER"):
        route(task, QueuePriority=1)
    stop(task)
    with pytest.raises(connect.exceptions.ResourceConflictException, match="is ENDED"):
        route(task, QueuePriority=1)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        route("nobody", QueuePriority=1)
