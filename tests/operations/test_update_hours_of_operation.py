import pytest


def test_changes_what_is_given(ask, make):
    hours_id = make.hours(Name="Day", Description="first")
    ask("update_hours_of_operation", HoursOfOperationId=hours_id, TimeZone="Asia/Tokyo", Config=[])
    hours = ask("describe_hours_of_operation", HoursOfOperationId=hours_id)["HoursOfOperation"]
    assert (hours["Name"], hours["Description"], hours["TimeZone"]) == ("Day", "first", "Asia/Tokyo")
    assert hours["Config"] == []


def test_an_empty_description_removes_it(ask, make):
    hours_id = make.hours(Description="first")
    ask("update_hours_of_operation", HoursOfOperationId=hours_id, Description="")
    assert "Description" not in ask("describe_hours_of_operation", HoursOfOperationId=hours_id)["HoursOfOperation"]


def test_a_name_that_is_taken(connect, ask, make):
    make.hours(Name="Day")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_hours_of_operation", HoursOfOperationId=make.hours(), Name="Day")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TimeZone"):
        ask("update_hours_of_operation", HoursOfOperationId=make.hours())


def test_a_time_zone_that_nobody_knows(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="TimeZone"):
        ask("update_hours_of_operation", HoursOfOperationId=make.hours(), TimeZone="Mars/Base")
