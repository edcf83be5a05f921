import pytest


def test_replaces_the_channels(ask, make):
    profile_id = make.routing_profile()
    given = [{"Channel": "TASK", "Concurrency": 4}]
    ask("update_routing_profile_concurrency", RoutingProfileId=profile_id, MediaConcurrencies=given)
    profile = ask("describe_routing_profile", RoutingProfileId=profile_id)["RoutingProfile"]
    assert profile["MediaConcurrencies"] == given


def test_one_call_at_a_time(connect, ask, make):
    given = [{"Channel": "VOICE", "Concurrency": 2}]
    with pytest.raises(connect.exceptions.InvalidParameterException, match="VOICE is 2; it must be 1"):
        ask("update_routing_profile_concurrency", RoutingProfileId=make.routing_profile(), MediaConcurrencies=given)
