import pytest


def test_sets_the_timer(ask, make):
    profile_id, timer = make.routing_profile(), "TIME_SINCE_LAST_INBOUND"
    ask("update_routing_profile_agent_availability_timer", RoutingProfileId=profile_id, AgentAvailabilityTimer=timer)
    profile = ask("describe_routing_profile", RoutingProfileId=profile_id)["RoutingProfile"]
    assert profile["AgentAvailabilityTimer"] == timer


def test_an_unknown_timer(connect, ask, make):
    profile = {"RoutingProfileId": make.routing_profile()}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AgentAvailabilityTimer"):
        ask("update_routing_profile_agent_availability_timer", AgentAvailabilityTimer="SOON", **profile)
