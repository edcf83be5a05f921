import pytest


@pytest.fixture
def untag(connect, instance_id):
    return lambda contact_id, *keys: connect.untag_contact(
        InstanceId=instance_id, ContactId=contact_id, TagKeys=list(keys)
    )


def test_tags_are_removed(connect, instance_id, start_task, untag, describe):
    task = start_task()
    connect.tag_contact(InstanceId=instance_id, ContactId=task, Tags={"a": "1", "b": "2", "c": "3"})
    untag(task, "a", "c", "unknown")
    assert describe(task)["Tags"] == {"b": "2", "aws:connect:instanceId": instance_id}
    untag(task, "b")
    assert describe(task)["Tags"] == {"aws:connect:instanceId": instance_id}


def test_the_services_tags_stay(connect, start_task, untag):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="TagKeys"):
        untag(start_task(), "aws:connect:instanceId")


def test_nobody(connect, untag):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        untag("nobody", "a")
