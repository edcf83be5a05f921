import pytest

from resource_fixtures import WHOLE_DAY


def test_makes_hours_with_an_arn(ask):
    answer = ask("create_hours_of_operation", Name="Day", TimeZone="Europe/Lisbon", Config=[WHOLE_DAY])
    assert answer["HoursOfOperationArn"].endswith(f"/operating-hours/{answer['HoursOfOperationId']}")


def test_hours_may_be_empty(ask, make):
    hours = ask("describe_hours_of_operation", HoursOfOperationId=make.hours(Config=[]))["HoursOfOperation"]
    assert hours["Config"] == []


def test_a_name_is_taken_once(connect, make):
    make.hours(Name="Day")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.hours(Name="Day")


@pytest.mark.parametrize(("name", "wrong"), [("Day", "TODAY"), ("StartTime", {"Hours": 24, "Minutes": 0})])
def test_members_that_the_model_refuses(connect, make, name, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=f"Config.*{name}"):
        make.hours(Config=[{**WHOLE_DAY, name: wrong}])


@pytest.mark.parametrize("zone", ["Mars/Base", "Europe", "europe/lisbon ", "../UTC", "/etc/passwd", "A" * 99])
def test_a_time_zone_that_nobody_knows(connect, make, zone):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="TimeZone"):
        make.hours(TimeZone=zone)


def test_inherited_hours_are_not_served(connect, make):
    with pytest.raises(connect.exceptions.ClientError, match=r"NotImplementedException.*ParentHours"):
        make.hours(ParentHoursOfOperationConfigs=[])
