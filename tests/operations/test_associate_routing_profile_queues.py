import pytest


def config(queue_id, channel="VOICE", priority=1):
    return {"QueueReference": {"QueueId": queue_id, "Channel": channel}, "Priority": priority, "Delay": 0}


@pytest.fixture
def queues_of(ask):
    def found(profile_id):
        answer = ask("list_routing_profile_queues", RoutingProfileId=profile_id)
        return {
            (each["QueueId"], each["Channel"]): each["Priority"]
            for each in answer["RoutingProfileQueueConfigSummaryList"]
        }

    return found


def test_adds_and_overrides(ask, make, queues_of):
    queue_id = make.queue()
    profile_id = make.routing_profile(QueueConfigs=[config(queue_id)])
    given = [config(queue_id, priority=2), config(queue_id, "CHAT")]
    ask("associate_routing_profile_queues", RoutingProfileId=profile_id, QueueConfigs=given)
    assert queues_of(profile_id) == {(queue_id, "VOICE"): 2, (queue_id, "CHAT"): 1}


def test_fifty_pairs_at_most(connect, ask, make, queues_of):
    hours_id = make.hours()
    pairs = [
        config(queue_id, channel)
        for queue_id in (make.queue(HoursOfOperationId=hours_id) for _ in range(13))
        for channel in ("VOICE", "CHAT", "TASK", "EMAIL")
    ]
    profile_id = make.routing_profile()
    for start in range(0, 50, 10):
        ask("associate_routing_profile_queues", RoutingProfileId=profile_id, QueueConfigs=pairs[start : start + 10])
    with pytest.raises(connect.exceptions.InvalidRequestException, match="50"):
        ask("associate_routing_profile_queues", RoutingProfileId=profile_id, QueueConfigs=pairs[50:])
    assert len(queues_of(profile_id)) == 50


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="QueueConfigs"):
        ask("associate_routing_profile_queues", RoutingProfileId=make.routing_profile())


def test_an_unknown_queue(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("associate_routing_profile_queues", RoutingProfileId=make.routing_profile(), QueueConfigs=[config("x")])
