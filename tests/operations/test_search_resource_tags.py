import pytest


@pytest.fixture
def found(ask, make):
    make.queue(Tags={"team": "west", "Vip": ""})
    make.hours(Tags={"team": "west"})
    make.flow(Tags={"team": "east"})

    def tags(**members):
        return [(tag["key"], tag["value"]) for tag in ask("search_resource_tags", **members)["Tags"]]

    return tags


def condition(**members):
    return {"TagSearchCondition": members}


def test_each_pair_once(found):
    assert found() == [("Vip", ""), ("team", "east"), ("team", "west")]


def test_by_type_of_resource(found):
    assert found(ResourceTypes=["operating-hours", "contact-flow"]) == [("team", "east"), ("team", "west")]
    assert found(ResourceTypes=["standard-queue"]) == [("Vip", ""), ("team", "west")]
    assert found(ResourceTypes=["prompt"]) == []


def test_by_key_and_value(found):
    assert found(SearchCriteria=condition(tagKey="team", tagValue="west")) == [("team", "west")]
    assert found(SearchCriteria=condition(tagKey="VI", tagKeyComparisonType="STARTS_WITH")) == [("Vip", "")]
    assert found(SearchCriteria=condition(tagValue="as", tagValueComparisonType="CONTAINS")) == [("team", "east")]
    assert found(SearchCriteria=condition(tagKey="Team")) == []


def test_page_by_page(connect, instance_id, found):
    pages = connect.get_paginator("search_resource_tags").paginate(
        InstanceId=instance_id, PaginationConfig={"PageSize": 2}
    )
    assert [len(page["Tags"]) for page in pages] == [2, 1]


def test_an_unknown_type(connect, found):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ResourceTypes"):
        found(ResourceTypes=["queue"])
