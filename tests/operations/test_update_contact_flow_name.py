import pytest


def test_changes_what_is_given(ask, make):
    flow_id = make.flow(Name="Main", Description="first")
    ask("update_contact_flow_name", ContactFlowId=flow_id, Name="Other")
    flow = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]
    assert (flow["Name"], flow["Description"]) == ("Other", "first")


def test_a_name_that_is_taken(connect, ask, make):
    make.flow(Name="Main")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_contact_flow_name", ContactFlowId=make.flow(), Name="Main")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name, Description"):
        ask("update_contact_flow_name", ContactFlowId=make.flow())
