import pytest


def test_closes_and_opens(ask, make):
    queue_id = make.queue()
    for status in ("DISABLED", "ENABLED"):
        ask("update_queue_status", QueueId=queue_id, Status=status)
        assert ask("describe_queue", QueueId=queue_id)["Queue"]["Status"] == status


def test_an_unknown_status(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Status"):
        ask("update_queue_status", QueueId=make.queue(), Status="OPEN")


def test_an_unknown_queue(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_queue_status", QueueId="x", Status="ENABLED")
