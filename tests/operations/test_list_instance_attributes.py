import pytest


def test_all_of_the_model_seven_to_a_page(connect, ask, instance_id):
    kinds = connect.meta.service_model.shape_for("InstanceAttributeType").enum
    ask("update_instance_attribute", AttributeType="MESSAGE_STREAMING", Value="true")
    pages = connect.get_paginator("list_instance_attributes").paginate(InstanceId=instance_id)
    found = [page["Attributes"] for page in pages]
    values = {each["AttributeType"]: each["Value"] for page in found for each in page}
    assert sorted(values) == sorted(kinds)
    assert [len(page) for page in found] == [7, 7]
    assert values["MESSAGE_STREAMING"] == "true"


def test_more_than_seven(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="MaxResults"):
        ask("list_instance_attributes", MaxResults=8)
