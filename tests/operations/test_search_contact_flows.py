import pytest


@pytest.fixture
def found(ask, make):
    make.flow(Name="Main", Description="the first", Tags={"team": "west"})
    make.flow(Name="Maintenance", Type="AGENT_HOLD", Status="SAVED")
    make.flow(Name="Hold", Type="AGENT_HOLD", Tags={"team": "east"})

    def names(**members):
        return sorted(flow["Name"] for flow in ask("search_contact_flows", **members)["ContactFlows"])

    return names


def string(value, comparison):
    return {"StringCondition": {"FieldName": "name", "Value": value, "ComparisonType": comparison}}


def test_criteria(found):
    assert found(SearchCriteria=string("main", "STARTS_WITH")) == ["Main", "Maintenance"]
    assert found(SearchCriteria={"TypeCondition": "AGENT_HOLD"}) == ["Hold", "Maintenance"]
    assert found(SearchCriteria={"StatusCondition": "SAVED"}) == ["Maintenance"]
    assert found(SearchCriteria={"StateCondition": "ARCHIVED"}) == []
    both = [{"TypeCondition": "AGENT_HOLD"}, {"StatusCondition": "PUBLISHED"}]
    assert found(SearchCriteria={"AndConditions": both}) == ["Hold"]


def test_flow_attribute_filter(found):
    def filtered(**attributes):
        return found(SearchFilter={"FlowAttributeFilter": attributes})

    hold = {"ContactFlowType": "AGENT_HOLD"}
    assert filtered(ContactFlowTypeCondition=hold) == ["Hold", "Maintenance"]
    assert filtered(TagCondition={"TagKey": "team", "TagValue": "west"}) == ["Main"]
    assert filtered(AndCondition={"TagConditions": [{"TagKey": "team"}], "ContactFlowTypeCondition": hold}) == ["Hold"]
    either = [{"ContactFlowTypeCondition": hold}, {"TagConditions": [{"TagKey": "team"}]}]
    assert filtered(OrConditions=either) == ["Hold", "Main", "Maintenance"]


def test_answers_no_content(ask, make):
    make.flow(Name="Main")
    (flow,) = ask("search_contact_flows", SearchCriteria=string("Main", "EXACT"))["ContactFlows"]
    assert "Content" not in flow


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "content", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FieldName"):
        ask("search_contact_flows", SearchCriteria={"StringCondition": condition})
