import pytest


def test_leaves_out_what_amazon_leaves_out(ask, make):
    concurrency = {"Channel": "CHAT", "Concurrency": 3}
    behaviour = {"CrossChannelBehavior": {"BehaviorType": "ROUTE_ANY_CHANNEL"}}
    make.routing_profile(
        Name="Sales",
        MediaConcurrencies=[{**concurrency, **behaviour}],
        AgentAvailabilityTimer="TIME_SINCE_LAST_INBOUND",
    )
    condition = {"FieldName": "name", "Value": "Sales", "ComparisonType": "EXACT"}
    (found,) = ask("search_routing_profiles", SearchCriteria={"StringCondition": condition})["RoutingProfiles"]
    assert found["MediaConcurrencies"] == [concurrency]
    assert not {"LastModifiedTime", "LastModifiedRegion", "AgentAvailabilityTimer"} & set(found)
    assert found["NumberOfAssociatedUsers"] == 0


def test_an_unknown_field(connect, ask):
    condition = {"FieldName": "x", "Value": "x"}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="FieldName"):
        ask("search_routing_profiles", SearchCriteria={"StringCondition": condition})
