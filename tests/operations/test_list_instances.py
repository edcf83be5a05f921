import pytest


@pytest.fixture
def twelve(connect, instance_id):
    made = [
        connect.create_instance(
            IdentityManagementType="CONNECT_MANAGED",
            InstanceAlias=f"i{number}",
            InboundCallsEnabled=True,
            OutboundCallsEnabled=True,
        )["Id"]
        for number in range(11)
    ]
    return sorted([instance_id, *made])


def test_pages_of_ten(connect, twelve):
    first = connect.list_instances()
    rest = connect.list_instances(NextToken=first["NextToken"])
    assert [one["Id"] for one in first["InstanceSummaryList"] + rest["InstanceSummaryList"]] == twelve
    assert len(first["InstanceSummaryList"]) == 10
    assert "NextToken" not in rest


def test_boto3s_paginator(connect, twelve):
    pages = connect.get_paginator("list_instances").paginate(PaginationConfig={"PageSize": 5})
    assert [one["Id"] for page in pages for one in page["InstanceSummaryList"]] == twelve


@pytest.mark.parametrize("token", ["nonsense", "", "MTI=", "ü"])
def test_a_foreign_token_is_refused(connect, token):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="NextToken"):
        connect.list_instances(NextToken=token)


def test_a_page_size_over_the_range(connect):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="MaxResults"):
        connect.list_instances(MaxResults=11)
