import pytest


def test_sets_and_removes_the_limit(ask, make):
    queue_id = make.queue()
    for limit in (0, 50):
        ask("update_queue_max_contacts", QueueId=queue_id, MaxContacts=limit)
        assert ask("describe_queue", QueueId=queue_id)["Queue"]["MaxContacts"] == limit
    ask("update_queue_max_contacts", QueueId=queue_id)
    assert "MaxContacts" not in ask("describe_queue", QueueId=queue_id)["Queue"]


def test_an_unknown_queue(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_queue_max_contacts", QueueId="x", MaxContacts=1)
