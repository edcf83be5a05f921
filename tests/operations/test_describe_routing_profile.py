import pytest


def test_counts_queues_and_users(ask, make, instance_id):
    queue_id, other = make.queue(), make.queue()
    configs = [
        {"QueueReference": {"QueueId": each, "Channel": channel}, "Priority": 1, "Delay": 0}
        for each, channel in ((queue_id, "VOICE"), (queue_id, "CHAT"), (other, "VOICE"))
    ]
    profile_id = make.routing_profile(Name="Sales", DefaultOutboundQueueId=queue_id, QueueConfigs=configs)
    make.user(RoutingProfileId=profile_id)
    profile = ask("describe_routing_profile", RoutingProfileId=profile_id)["RoutingProfile"]
    assert profile["NumberOfAssociatedQueues"] == 2
    assert profile["NumberOfAssociatedManualAssignmentQueues"] == 0
    assert profile["AssociatedQueueIds"] == sorted([queue_id, other])
    assert profile["NumberOfAssociatedUsers"] == 1
    assert (profile["InstanceId"], profile["Name"], profile["IsDefault"]) == (instance_id, "Sales", False)


def test_an_unknown_profile(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="RoutingProfileId"):
        ask("describe_routing_profile", RoutingProfileId="x")
