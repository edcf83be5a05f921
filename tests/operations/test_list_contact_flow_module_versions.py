import pytest


def test_in_the_order_of_numbers(ask, make):
    module_id = make.module()
    for _ in range(3):
        ask("create_contact_flow_module_version", ContactFlowModuleId=module_id)
    first = ask("list_contact_flow_module_versions", ContactFlowModuleId=module_id, MaxResults=2)
    rest = ask("list_contact_flow_module_versions", ContactFlowModuleId=module_id, NextToken=first["NextToken"])
    key = "ContactFlowModuleVersionSummaryList"
    assert [each["Version"] for each in first[key] + rest[key]] == [1, 2, 3]


def test_an_unknown_module(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowModuleId"):
        ask("list_contact_flow_module_versions", ContactFlowModuleId="x")
