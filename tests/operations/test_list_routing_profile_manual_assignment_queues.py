import pytest


def test_pairs_of_queue_and_channel(ask, make):
    queue_id = make.queue(Name="Support")
    configs = [{"QueueReference": {"QueueId": queue_id, "Channel": channel}} for channel in ("CHAT", "TASK")]
    profile_id = make.routing_profile(ManualAssignmentQueueConfigs=configs)
    first = ask("list_routing_profile_manual_assignment_queues", RoutingProfileId=profile_id, MaxResults=1)
    rest = ask(
        "list_routing_profile_manual_assignment_queues",
        RoutingProfileId=profile_id,
        NextToken=first["NextToken"],
    )
    key = "RoutingProfileManualAssignmentQueueConfigSummaryList"
    assert [each["Channel"] for each in first[key] + rest[key]] == ["CHAT", "TASK"]
    assert first[key][0]["QueueName"] == "Support"


def test_a_token_of_another_profile(connect, ask, make):
    configs = [{"QueueReference": {"QueueId": make.queue(), "Channel": each}} for each in ("CHAT", "TASK")]
    one, other = (make.routing_profile(ManualAssignmentQueueConfigs=configs) for _ in range(2))
    operation = "list_routing_profile_manual_assignment_queues"
    token = ask(operation, RoutingProfileId=one, MaxResults=1)["NextToken"]
    with pytest.raises(connect.exceptions.InvalidParameterException, match="NextToken"):
        ask(operation, RoutingProfileId=other, NextToken=token)
