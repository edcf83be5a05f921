import pytest


def test_takes_those_named(connect, ask, make):
    arn = ask("describe_queue", QueueId=make.queue(Tags={"a": "1", "b": "2"}))["Queue"]["QueueArn"]
    connect.untag_resource(resourceArn=arn, tagKeys=["a", "c"])
    assert connect.list_tags_for_resource(resourceArn=arn)["tags"] == {"b": "2"}


def test_of_an_instance(connect, instance_id):
    arn = connect.describe_instance(InstanceId=instance_id)["Instance"]["Arn"]
    connect.tag_resource(resourceArn=arn, tags={"a": "1"})
    assert connect.describe_instance(InstanceId=instance_id)["Instance"]["Tags"] == {"a": "1"}
    connect.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert connect.describe_instance(InstanceId=instance_id)["Instance"]["Tags"] == {}


def test_an_unknown_resource(connect, instance_id):
    arn = f"arn:aws:connect:us-east-1:123456789012:instance/{instance_id}/queue/x"
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="queue"):
        connect.untag_resource(resourceArn=arn, tagKeys=["a"])
