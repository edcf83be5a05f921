import pytest


def test_by_name_state_and_tag(ask, make):
    make.module(Name="Greet", Tags={"team": "west"})
    make.module(Name="Goodbye")

    def found(**members):
        answer = ask("search_contact_flow_modules", **members)
        return sorted(module["Name"] for module in answer["ContactFlowModules"])

    condition = {"FieldName": "name", "Value": "bye", "ComparisonType": "CONTAINS"}
    assert found(SearchCriteria={"StringCondition": condition}) == ["Goodbye"]
    assert found(SearchCriteria={"StateCondition": "ACTIVE", "StatusCondition": "PUBLISHED"}) == ["Goodbye", "Greet"]
    assert found(SearchFilter={"TagFilter": {"TagCondition": {"TagKey": "team", "TagValue": "west"}}}) == ["Greet"]


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "x", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FieldName"):
        ask("search_contact_flow_modules", SearchCriteria={"StringCondition": condition})
