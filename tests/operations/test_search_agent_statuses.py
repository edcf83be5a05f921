import pytest


def test_by_state_and_by_place(ask, make):
    make.agent_status(Name="Lunch", State="DISABLED", DisplayOrder=7, Tags={"a": "b"})

    def found(field, value):
        condition = {"FieldName": field, "Value": value, "ComparisonType": "EXACT"}
        answer = ask("search_agent_statuses", SearchCriteria={"StringCondition": condition})
        return [each["Name"] for each in answer["AgentStatuses"]]

    assert found("state", "DISABLED") == found("displayOrder", "7") == ["Lunch"]
    filtered = {"AttributeFilter": {"AndCondition": {"TagConditions": [{"TagKey": "a", "TagValue": "b"}]}}}
    assert len(ask("search_agent_statuses", SearchFilter=filtered)["AgentStatuses"]) == 1


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "x", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="displayorder"):
        ask("search_agent_statuses", SearchCriteria={"StringCondition": condition})
