import pytest


def test_another_queue(ask, make):
    before, after = make.queue(), make.queue()
    profile = {"RoutingProfileId": make.routing_profile(DefaultOutboundQueueId=before)}
    ask("update_routing_profile_default_outbound_queue", DefaultOutboundQueueId=after, **profile)
    assert ask("describe_routing_profile", **profile)["RoutingProfile"]["DefaultOutboundQueueId"] == after
    ask("delete_queue", QueueId=before)


def test_an_unknown_queue(connect, ask, make):
    profile = {"RoutingProfileId": make.routing_profile()}
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
        ask("update_routing_profile_default_outbound_queue", DefaultOutboundQueueId="x", **profile)
