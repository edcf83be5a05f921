import pytest


def test_changes_what_is_given(ask, make):
    flow_id = make.flow(Name="Main", Description="first")
    ask("update_contact_flow_metadata", ContactFlowId=flow_id, ContactFlowState="ARCHIVED")
    flow = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]
    assert (flow["Name"], flow["Description"], flow["State"]) == ("Main", "first", "ARCHIVED")
    ask("update_contact_flow_metadata", ContactFlowId=flow_id, Name="Other", Description="")
    flow = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]
    assert (flow["Name"], "Description" in flow, flow["State"]) == ("Other", False, "ARCHIVED")


def test_a_name_that_is_taken(connect, ask, make):
    make.flow(Name="Main")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_contact_flow_metadata", ContactFlowId=make.flow(), Name="Main")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="ContactFlowState"):
        ask("update_contact_flow_metadata", ContactFlowId=make.flow())


def test_an_id_with_more_behind_it(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="colon"):
        ask("update_contact_flow_metadata", ContactFlowId=f"{make.flow()}:$SAVED", Name="x")
