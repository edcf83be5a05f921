import pytest


@pytest.fixture
def profile_id(make):
    queue_id = make.queue(Name="Support")
    configs = [
        {"QueueReference": {"QueueId": queue_id, "Channel": channel}, "Priority": number, "Delay": 7}
        for number, channel in enumerate(("VOICE", "CHAT", "TASK"), 1)
    ]
    return make.routing_profile(QueueConfigs=configs)


def test_pairs_of_queue_and_channel_page_by_page(connect, instance_id, profile_id):
    pages = connect.get_paginator("list_routing_profile_queues").paginate(
        InstanceId=instance_id, RoutingProfileId=profile_id, PaginationConfig={"PageSize": 2}
    )
    found = [each for page in pages for each in page["RoutingProfileQueueConfigSummaryList"]]
    assert {each["Channel"]: each["Priority"] for each in found} == {"VOICE": 1, "CHAT": 2, "TASK": 3}
    assert len(found) == 3
    assert {(each["QueueName"], each["Delay"]) for each in found} == {("Support", 7)}
    assert found[0]["QueueArn"].endswith(f"/queue/{found[0]['QueueId']}")


def test_an_unknown_profile(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="RoutingProfileId"):
        ask("list_routing_profile_queues", RoutingProfileId="x")
