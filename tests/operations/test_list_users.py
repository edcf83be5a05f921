import pytest


def test_summaries_page_by_page(make, names_of):
    profiles = {"RoutingProfileId": make.routing_profile(), "SecurityProfileIds": [make.security_profile()]}
    for name in ("ana", "bo", "cy"):
        make.user(Username=name, **profiles)
    assert names_of("list_users", "UserSummaryList", "Username", MaxResults=2) == ["ana", "bo", "cy"]


def test_a_foreign_token(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="NextToken"):
        ask("list_users", NextToken="bm9uc2Vuc2U=")
