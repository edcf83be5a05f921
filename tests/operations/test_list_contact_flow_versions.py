import pytest


def test_in_the_order_of_numbers(connect, ask, make, instance_id):
    flow_id = make.flow()
    make.flow()
    for number in range(1, 12):
        ask("create_contact_flow_version", ContactFlowId=flow_id, Description=f"no. {number}")
    pages = connect.get_paginator("list_contact_flow_versions").paginate(
        InstanceId=instance_id, ContactFlowId=flow_id, PaginationConfig={"PageSize": 4}
    )
    found = [each for page in pages for each in page["ContactFlowVersionSummaryList"]]
    assert [each["Version"] for each in found] == list(range(1, 12))
    assert found[10]["VersionDescription"] == "no. 11"
    assert found[10]["Arn"].endswith(f"/{flow_id}:11")


def test_an_unknown_flow(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
        ask("list_contact_flow_versions", ContactFlowId="x")
