import pytest


@pytest.fixture
def queue_id(make):
    return make.queue(Name="Support", Description="first")


def test_changes_what_is_given(ask, clock, queue_id):
    clock.value_ms += 60_000
    ask("update_queue_name", QueueId=queue_id, Name="Help")
    queue = ask("describe_queue", QueueId=queue_id)["Queue"]
    assert (queue["Name"], queue["Description"]) == ("Help", "first")
    assert queue["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()
    ask("update_queue_name", QueueId=queue_id, Description="second")
    queue = ask("describe_queue", QueueId=queue_id)["Queue"]
    assert (queue["Name"], queue["Description"]) == ("Help", "second")


def test_the_old_name_is_free_again(ask, make, queue_id):
    ask("update_queue_name", QueueId=queue_id, Name="Help")
    make.queue(Name="Support")


def test_a_name_that_is_taken(connect, ask, make, queue_id):
    make.queue(Name="Help")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_queue_name", QueueId=queue_id, Name="Help", Description="x")
    assert ask("describe_queue", QueueId=queue_id)["Queue"]["Description"] == "first"


def test_nothing_given(connect, ask, queue_id):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name, Description"):
        ask("update_queue_name", QueueId=queue_id)


def test_an_unknown_queue(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_queue_name", QueueId="x", Name="Help")
