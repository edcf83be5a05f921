import pytest

from resource_fixtures import WHOLE_DAY


def test_as_it_was_given(ask, make):
    hours_id = make.hours(Name="Day", Description="at work", TimeZone="Asia/Tokyo", Tags={"a": "b"})
    hours = ask("describe_hours_of_operation", HoursOfOperationId=hours_id)["HoursOfOperation"]
    assert (hours["Name"], hours["Description"], hours["TimeZone"]) == ("Day", "at work", "Asia/Tokyo")
    assert (hours["Config"], hours["Tags"]) == ([WHOLE_DAY], {"a": "b"})


def test_unknown_hours(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="HoursOfOperationId"):
        ask("describe_hours_of_operation", HoursOfOperationId="x")
