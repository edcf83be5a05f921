import pytest


def test_deleted_is_gone(connect, ask, make):
    queue_id = make.queue(Name="Support")
    ask("delete_queue", QueueId=queue_id)
    for operation in ("delete_queue", "describe_queue"):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
            ask(operation, QueueId=queue_id)
    make.queue(Name="Support")


def test_a_queue_in_use_stays(connect, ask, make):
    queue_id = make.queue()
    profile_id = make.routing_profile(DefaultOutboundQueueId=queue_id)
    with pytest.raises(connect.exceptions.ResourceInUseException, match="routing profile") as caught:
        ask("delete_queue", QueueId=queue_id)
    assert caught.value.response["ResourceType"] == "routing-profile"
    assert caught.value.response["ResourceId"].endswith(f"/routing-profile/{profile_id}")
    ask("delete_routing_profile", RoutingProfileId=profile_id)
    ask("delete_queue", QueueId=queue_id)
