import pytest


def test_deleted_is_gone(connect, ask, make):
    profile_id = make.routing_profile()
    ask("delete_routing_profile", RoutingProfileId=profile_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="RoutingProfileId"):
        ask("describe_routing_profile", RoutingProfileId=profile_id)


def test_a_profile_in_use_stays(connect, ask, make):
    profile_id = make.routing_profile()
    user_id = make.user(RoutingProfileId=profile_id)
    with pytest.raises(connect.exceptions.ResourceInUseException, match=f"user {user_id}"):
        ask("delete_routing_profile", RoutingProfileId=profile_id)
    ask("delete_user", UserId=user_id)
    ask("delete_routing_profile", RoutingProfileId=profile_id)
