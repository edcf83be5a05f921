import pytest


def test_takes_those_named(ask, make):
    first, second, stranger = make.quick_connect(), make.quick_connect(), make.quick_connect()
    queue_id = make.queue(QuickConnectIds=[first, second])
    ask("disassociate_queue_quick_connects", QueueId=queue_id, QuickConnectIds=[first, stranger])
    left = ask("list_queue_quick_connects", QueueId=queue_id)["QuickConnectSummaryList"]
    assert [each["Id"] for each in left] == [second]


def test_an_unknown_quick_connect(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QuickConnectId"):
        ask("disassociate_queue_quick_connects", QueueId=make.queue(), QuickConnectIds=["x"])
