import pytest


def test_changes_what_is_given(ask, make):
    module_id = make.module(Name="Greet", Description="first")
    ask("update_contact_flow_module_metadata", ContactFlowModuleId=module_id, Name="Hello", State="ARCHIVED")
    module = ask("describe_contact_flow_module", ContactFlowModuleId=module_id)["ContactFlowModule"]
    assert (module["Name"], module["Description"], module["State"]) == ("Hello", "first", "ARCHIVED")


def test_a_name_that_is_taken(connect, ask, make):
    make.module(Name="Greet")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_contact_flow_module_metadata", ContactFlowModuleId=make.module(), Name="Greet")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="State"):
        ask("update_contact_flow_module_metadata", ContactFlowModuleId=make.module())
