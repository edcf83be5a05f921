import pytest


@pytest.fixture
def offered(ask):
    def ids(queue_id):
        found = ask("list_queue_quick_connects", QueueId=queue_id)["QuickConnectSummaryList"]
        return [each["Id"] for each in found]

    return ids


def test_adds_each_once(ask, make, offered):
    queue_id, first, second = make.queue(), make.quick_connect(), make.quick_connect()
    arn = ask("describe_quick_connect", QuickConnectId=first)["QuickConnect"]["QuickConnectARN"]
    for ids in ([first], [arn, second]):
        ask("associate_queue_quick_connects", QueueId=queue_id, QuickConnectIds=ids)
    assert offered(queue_id) == sorted([first, second])


def test_all_or_none(connect, ask, make, offered):
    queue_id = make.queue()
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QuickConnectId"):
        ask("associate_queue_quick_connects", QueueId=queue_id, QuickConnectIds=[make.quick_connect(), "x"])
    assert offered(queue_id) == []


def test_fifty_at_most(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="QuickConnectIds"):
        ask("associate_queue_quick_connects", QueueId=make.queue(), QuickConnectIds=["x"] * 51)
