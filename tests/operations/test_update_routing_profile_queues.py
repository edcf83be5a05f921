import pytest


def config(queue_id, channel="VOICE", priority=1):
    return {"QueueReference": {"QueueId": queue_id, "Channel": channel}, "Priority": priority, "Delay": 5}


def test_changes_those_named(ask, make):
    queue_id = make.queue()
    profile_id = make.routing_profile(QueueConfigs=[config(queue_id), config(queue_id, "CHAT")])
    ask("update_routing_profile_queues", RoutingProfileId=profile_id, QueueConfigs=[config(queue_id, priority=9)])
    found = ask("list_routing_profile_queues", RoutingProfileId=profile_id)["RoutingProfileQueueConfigSummaryList"]
    assert {each["Channel"]: each["Priority"] for each in found} == {"VOICE": 9, "CHAT": 1}


def test_a_queue_that_is_not_associated(connect, ask, make):
    queue_id = make.queue()
    profile_id = make.routing_profile(QueueConfigs=[config(queue_id)])
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Associate them first"):
        ask("update_routing_profile_queues", RoutingProfileId=profile_id, QueueConfigs=[config(queue_id, "TASK")])
