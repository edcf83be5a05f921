import pytest


def test_deleted_is_gone_from_its_queues_too(connect, ask, make):
    gone, stays = make.quick_connect(), make.quick_connect()
    queue_id = make.queue(QuickConnectIds=[gone, stays])
    ask("delete_quick_connect", QuickConnectId=gone)
    left = ask("list_queue_quick_connects", QueueId=queue_id)["QuickConnectSummaryList"]
    assert [each["Id"] for each in left] == [stays]
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QuickConnectId"):
        ask("delete_quick_connect", QuickConnectId=gone)
