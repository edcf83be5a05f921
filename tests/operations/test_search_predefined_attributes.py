import pytest


def test_by_name(ask, make):
    for name in ("Language", "Line"):
        make.predefined_attribute(Name=name)
    condition = {"FieldName": "name", "Value": "lang", "ComparisonType": "STARTS_WITH"}
    answer = ask("search_predefined_attributes", SearchCriteria={"StringCondition": condition})
    assert [each["Name"] for each in answer["PredefinedAttributes"]] == ["Language"]
    assert answer["ApproximateTotalCount"] == 1


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "x", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FieldName"):
        ask("search_predefined_attributes", SearchCriteria={"StringCondition": condition})
