import pytest


def test_by_id_and_by_arn(ask, make, clock):
    queue_id = make.queue(Name="Support")
    queue = ask("describe_queue", QueueId=queue_id)["Queue"]
    assert (queue["QueueId"], queue["Name"]) == (queue_id, "Support")
    assert queue["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()
    assert queue["LastModifiedRegion"] == "us-east-1"
    assert ask("describe_queue", QueueId=queue["QueueArn"])["Queue"] == queue


def test_an_unknown_queue(connect, ask, make):
    for wrong in ("x", make.hours()):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
            ask("describe_queue", QueueId=wrong)


def test_a_queue_of_another_instance(connect, ask, make, other_instance_id):
    queue_id = make.queue()
    arn = ask("describe_queue", QueueId=queue_id)["Queue"]["QueueArn"]
    for wrong in (queue_id, arn):
        with pytest.raises(connect.exceptions.ResourceNotFoundException):
            ask("describe_queue", InstanceId=other_instance_id, QueueId=wrong)


def test_the_arn_of_something_else(connect, ask, make):
    arn = ask("describe_hours_of_operation", HoursOfOperationId=make.hours())["HoursOfOperation"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="queue/"):
        ask("describe_queue", QueueId=arn["HoursOfOperationArn"])
