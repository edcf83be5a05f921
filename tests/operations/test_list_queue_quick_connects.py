import pytest


def test_summaries_page_by_page(connect, ask, make, instance_id):
    ids = sorted(make.quick_connect() for _ in range(3))
    queue_id = make.queue(QuickConnectIds=ids)
    pages = connect.get_paginator("list_queue_quick_connects").paginate(
        InstanceId=instance_id, QueueId=queue_id, PaginationConfig={"PageSize": 2}
    )
    found = [each for page in pages for each in page["QuickConnectSummaryList"]]
    assert [each["Id"] for each in found] == ids
    assert {each["QuickConnectType"] for each in found} == {"PHONE_NUMBER"}


def test_the_times_are_the_queues(ask, make, clock):
    quick_connect_id = make.quick_connect()
    clock.value_ms += 60_000
    answer = ask("list_queue_quick_connects", QueueId=make.queue(QuickConnectIds=[quick_connect_id]))
    assert answer["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()
    assert answer["QuickConnectSummaryList"][0]["LastModifiedTime"] < answer["LastModifiedTime"]


def test_an_unknown_queue(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("list_queue_quick_connects", QueueId="x")
