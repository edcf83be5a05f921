import pytest


@pytest.fixture
def queue_id(make):
    return make.queue()


@pytest.fixture
def profile_id(make, queue_id):
    references = [{"QueueReference": {"QueueId": queue_id, "Channel": each}} for each in ("VOICE", "CHAT")]
    return make.routing_profile(
        QueueConfigs=[{**each, "Priority": 1, "Delay": 0} for each in references],
        ManualAssignmentQueueConfigs=references,
    )


def test_takes_those_named(ask, profile_id, queue_id):
    voice, task = ({"QueueId": queue_id, "Channel": each} for each in ("VOICE", "TASK"))
    ask(
        "disassociate_routing_profile_queues",
        RoutingProfileId=profile_id,
        QueueReferences=[voice, task],
        ManualAssignmentQueueReferences=[{"QueueId": queue_id, "Channel": "CHAT"}],
    )
    left = ask("list_routing_profile_queues", RoutingProfileId=profile_id)
    assert [each["Channel"] for each in left["RoutingProfileQueueConfigSummaryList"]] == ["CHAT"]
    left = ask("list_routing_profile_manual_assignment_queues", RoutingProfileId=profile_id)
    assert [each["Channel"] for each in left["RoutingProfileManualAssignmentQueueConfigSummaryList"]] == ["VOICE"]


def test_ten_at_most(connect, ask, profile_id, queue_id):
    references = [{"QueueId": queue_id, "Channel": "TASK"}] * 11
    with pytest.raises(connect.exceptions.InvalidParameterException, match="at most 10"):
        ask("disassociate_routing_profile_queues", RoutingProfileId=profile_id, QueueReferences=references)


def test_nothing_given(connect, ask, profile_id):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="QueueReferences"):
        ask("disassociate_routing_profile_queues", RoutingProfileId=profile_id)


def test_one_list_leaves_the_other_as_it_is(ask, profile_id, queue_id):
    voice = [{"QueueId": queue_id, "Channel": "VOICE"}]
    ask("disassociate_routing_profile_queues", RoutingProfileId=profile_id, ManualAssignmentQueueReferences=voice)
    left = ask("list_routing_profile_queues", RoutingProfileId=profile_id)
    assert len(left["RoutingProfileQueueConfigSummaryList"]) == 2
