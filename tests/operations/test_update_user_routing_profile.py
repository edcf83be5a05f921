import pytest


def test_another_profile(ask, make):
    before, after = make.routing_profile(), make.routing_profile()
    user_id = make.user(RoutingProfileId=before)
    ask("update_user_routing_profile", UserId=user_id, RoutingProfileId=after)
    assert ask("describe_user", UserId=user_id)["User"]["RoutingProfileId"] == after
    ask("delete_routing_profile", RoutingProfileId=before)


def test_an_unknown_profile(connect, ask, make):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="RoutingProfileId"):
        ask("update_user_routing_profile", UserId=make.user(), RoutingProfileId="x")
