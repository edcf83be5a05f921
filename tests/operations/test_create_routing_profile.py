import pytest


def reference(queue_id, channel="VOICE"):
    return {"QueueReference": {"QueueId": queue_id, "Channel": channel}}


def test_makes_a_profile_with_its_queues(ask, make):
    queue_id = make.queue()
    answer = ask(
        "create_routing_profile",
        Name="Sales",
        Description="all",
        DefaultOutboundQueueId=queue_id,
        QueueConfigs=[{**reference(queue_id), "Priority": 1, "Delay": 0}],
        ManualAssignmentQueueConfigs=[reference(queue_id, "TASK")],
        MediaConcurrencies=[{"Channel": "VOICE", "Concurrency": 1}, {"Channel": "CHAT", "Concurrency": 10}],
    )
    assert answer["RoutingProfileArn"].endswith(f"/routing-profile/{answer['RoutingProfileId']}")
    profile = ask("describe_routing_profile", RoutingProfileId=answer["RoutingProfileId"])["RoutingProfile"]
    assert profile["AssociatedQueueIds"] == profile["AssociatedManualAssignmentQueueIds"] == [queue_id]


@pytest.mark.parametrize(
    "wrong",
    [
        [{"Channel": "VOICE", "Concurrency": 2}],
        [{"Channel": "CHAT", "Concurrency": 0}],
        [{"Channel": "CHAT", "Concurrency": 11}],
        [{"Channel": "TASK", "Concurrency": 1}, {"Channel": "TASK", "Concurrency": 2}],
    ],
)
def test_concurrencies_out_of_range(connect, make, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Concurrenc"):
        make.routing_profile(MediaConcurrencies=wrong)


def test_unknown_queues(connect, make):
    for wrong in ({"DefaultOutboundQueueId": "x"}, {"QueueConfigs": [{**reference("x"), "Priority": 1, "Delay": 0}]}):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QueueId"):
            make.routing_profile(**wrong)


def test_a_name_is_taken_once(connect, make):
    make.routing_profile(Name="Sales")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.routing_profile(Name="Sales")
