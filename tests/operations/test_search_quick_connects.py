import pytest


def test_by_name_and_tag(ask, make):
    make.quick_connect(Name="Home", Tags={"a": "b"})
    make.quick_connect(Name="Office")
    condition = {"FieldName": "name", "Value": "OM", "ComparisonType": "CONTAINS"}
    answer = ask("search_quick_connects", SearchCriteria={"StringCondition": condition})
    assert [each["Name"] for each in answer["QuickConnects"]] == ["Home"]
    answer = ask("search_quick_connects", SearchFilter={"TagFilter": {"TagCondition": {"TagKey": "a"}}})
    assert (answer["ApproximateTotalCount"], answer["QuickConnects"][0]["Name"]) == (1, "Home")


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "x", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FieldName"):
        ask("search_quick_connects", SearchCriteria={"StringCondition": condition})
