import pytest


def test_changes_what_is_given(ask, make):
    profile_id = make.routing_profile(Name="Sales", Description="first")
    ask("update_routing_profile_name", RoutingProfileId=profile_id, Name="More sales")
    profile = ask("describe_routing_profile", RoutingProfileId=profile_id)["RoutingProfile"]
    assert (profile["Name"], profile["Description"]) == ("More sales", "first")


def test_a_name_that_is_taken(connect, ask, make):
    make.routing_profile(Name="Sales")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_routing_profile_name", RoutingProfileId=make.routing_profile(), Name="Sales")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name, Description"):
        ask("update_routing_profile_name", RoutingProfileId=make.routing_profile())
