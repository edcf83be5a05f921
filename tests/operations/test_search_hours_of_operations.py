import pytest


def test_by_time_zone(ask, make):
    make.hours(Name="there", TimeZone="Asia/Tokyo")
    make.hours(Name="here", TimeZone="Europe/Lisbon")
    condition = {"FieldName": "timezone", "Value": "asia", "ComparisonType": "STARTS_WITH"}
    answer = ask("search_hours_of_operations", SearchCriteria={"StringCondition": condition})
    assert [each["Name"] for each in answer["HoursOfOperations"]] == ["there"]
    assert answer["ApproximateTotalCount"] == 1


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "zone", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="timezone"):
        ask("search_hours_of_operations", SearchCriteria={"StringCondition": condition})
