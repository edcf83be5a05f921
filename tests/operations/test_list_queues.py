import pytest


@pytest.fixture
def five(make):
    hours_id = make.hours()
    return [make.queue(Name=f"q{number}", HoursOfOperationId=hours_id) for number in range(5)]


def test_summaries(ask, make, clock, five):
    summary = next(each for each in ask("list_queues")["QueueSummaryList"] if each["Name"] == "q0")
    assert (summary["Id"], summary["QueueType"]) == (five[0], "STANDARD")
    assert summary["Arn"].endswith(f"/queue/{five[0]}")
    assert summary["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()


def test_pages(connect, instance_id, names_of, five):
    assert {f"q{number}" for number in range(5)} <= set(names_of("list_queues", "QueueSummaryList", MaxResults=2))
    pages = connect.get_paginator("list_queues").paginate(InstanceId=instance_id, PaginationConfig={"PageSize": 2})
    sizes = [len(page["QueueSummaryList"]) for page in pages]
    assert sum(sizes) >= 5
    assert max(sizes) == 2


def test_queues_of_single_users_are_not_kept(ask, five):
    assert ask("list_queues", QueueTypes=["AGENT"])["QueueSummaryList"] == []
    assert len(ask("list_queues", QueueTypes=["AGENT", "STANDARD"])["QueueSummaryList"]) >= 5


def test_a_token_is_good_for_its_listing_alone(connect, ask, make, five, other_instance_id):
    token = ask("list_queues", MaxResults=1)["NextToken"]
    make.hours()
    wrong = [
        ("list_queues", {"QueueTypes": ["STANDARD"]}),
        ("list_queues", {"InstanceId": other_instance_id}),
        ("list_hours_of_operations", {}),
    ]
    for operation, members in wrong:
        with pytest.raises(connect.exceptions.InvalidParameterException, match="NextToken"):
            ask(operation, NextToken=token, **members)
    assert ask("list_queues", MaxResults=3, NextToken=token)["QueueSummaryList"]


def test_a_token_lasts_a_day(connect, ask, clock, five):
    token = ask("list_queues", MaxResults=1)["NextToken"]
    clock.value_ms += 24 * 3_600_000
    with pytest.raises(connect.exceptions.InvalidParameterException, match="expired"):
        ask("list_queues", MaxResults=1, NextToken=token)


def test_an_unknown_instance(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="nowhere"):
        connect.list_queues(InstanceId="nowhere")
