import pytest


@pytest.fixture
def ids(make):
    one, other = make.routing_profile(), make.routing_profile()
    security = [make.security_profile()]
    return {
        "ana": make.user(
            Username="ana",
            RoutingProfileId=one,
            SecurityProfileIds=security,
            IdentityInfo={"FirstName": "Ana", "LastName": "Silva", "Email": "ana@example.com"},
            PhoneConfig={"AfterContactWorkTimeLimit": 60},
            HierarchyGroupId="north",
            Tags={"team": "west"},
        ),
        "bo": make.user(
            Username="bo",
            RoutingProfileId=other,
            SecurityProfileIds=security,
            IdentityInfo={"FirstName": "Bo", "LastName": "Ek"},
        ),
        "one": one,
        "security": security[0],
    }


@pytest.fixture
def found(ask):
    return lambda **members: sorted(user["Username"] for user in ask("search_users", **members)["Users"])


def string(field, value, comparison="EXACT"):
    return {"StringCondition": {"FieldName": field, "Value": value, "ComparisonType": comparison}}


def test_by_names_and_ids(ids, found):
    assert found() == ["ana", "bo"]
    assert found(SearchCriteria=string("Username", "an", "CONTAINS")) == ["ana"]
    assert found(SearchCriteria=string("FirstName", "b", "STARTS_WITH")) == ["bo"]
    assert found(SearchCriteria=string("LastName", "Ek")) == ["bo"]
    assert found(SearchCriteria=string("RoutingProfileId", ids["one"])) == ["ana"]
    assert found(SearchCriteria=string("SecurityProfileId", ids["security"])) == ["ana", "bo"]
    assert found(SearchCriteria=string("resourceId", ids["bo"])) == ["bo"]


def test_by_hierarchy_group(ids, found):
    condition = {"Value": "north", "HierarchyGroupMatchType": "EXACT"}
    assert found(SearchCriteria={"HierarchyGroupCondition": condition}) == ["ana"]
    assert found(SearchFilter={"UserAttributeFilter": {"HierarchyGroupCondition": condition}}) == ["ana"]


def test_by_tags_and_attributes(ids, found):
    tag = {"TagKey": "team", "TagValue": "west"}
    group = {"Value": "north", "HierarchyGroupMatchType": "EXACT"}
    other = {"Value": "south", "HierarchyGroupMatchType": "EXACT"}

    def filtered(**attributes):
        return found(SearchFilter={"UserAttributeFilter": attributes})

    assert filtered(TagCondition=tag) == ["ana"]
    assert filtered(AndCondition={"TagConditions": [tag], "HierarchyGroupCondition": group}) == ["ana"]
    assert filtered(AndCondition={"TagConditions": [tag], "HierarchyGroupCondition": other}) == []
    assert filtered(OrConditions=[{"TagConditions": [tag]}, {"HierarchyGroupCondition": other}]) == ["ana"]


def test_shows_names_alone_and_milliseconds(ask, ids):
    (user,) = ask("search_users", SearchCriteria=string("Username", "ana"))["Users"]
    assert user["IdentityInfo"] == {"FirstName": "Ana", "LastName": "Silva"}
    assert user["PhoneConfig"] == {"AfterContactWorkTimeLimit": 60_000}


def test_both_filters_together(connect, ask):
    both = {"TagFilter": {}, "UserAttributeFilter": {}}
    with pytest.raises(connect.exceptions.ClientError, match="AccessDeniedException"):
        ask("search_users", SearchFilter=both)


@pytest.mark.parametrize(
    "criteria",
    [
        {"ListCondition": {"TargetListType": "PROFICIENCIES"}},
        {"HierarchyGroupCondition": {"Value": "x", "HierarchyGroupMatchType": "WITH_CHILD_GROUPS"}},
    ],
)
def test_conditions_that_are_not_served(connect, ask, criteria):
    with pytest.raises(connect.exceptions.ClientError, match="NotImplementedException"):
        ask("search_users", SearchCriteria={"AndConditions": [criteria]})
