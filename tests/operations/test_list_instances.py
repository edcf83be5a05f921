import pytest

from callslip.mock import mock_connect


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


def test_a_changed_token_is_refused(connect, twelve):
    token = connect.list_instances()["NextToken"]
    assert not any(one in token for one in twelve)
    for wrong in (token[:-4], "AAAA" + token[4:], token.swapcase()):
        with pytest.raises(connect.exceptions.InvalidRequestException, match="NextToken"):
            connect.list_instances(NextToken=wrong)


def test_a_token_lasts_a_day(connect, clock, twelve):
    token = connect.list_instances()["NextToken"]
    clock.value_ms += 24 * 3_600_000 - 1
    assert connect.list_instances(NextToken=token)["InstanceSummaryList"]
    clock.value_ms += 1
    with pytest.raises(connect.exceptions.InvalidRequestException, match="expired"):
        connect.list_instances(NextToken=token)


def test_a_token_outlives_a_restart_and_is_good_for_its_store_alone(connect, clock, tmp_path):
    def first_page(store):
        with mock_connect(clock=clock, store=store):
            connect.create_instance(
                IdentityManagementType="CONNECT_MANAGED",
                InstanceAlias="second",
                InboundCallsEnabled=True,
                OutboundCallsEnabled=True,
            )
            return connect.list_instances(MaxResults=1)["NextToken"]

    store = str(tmp_path / "store.db")
    token, foreign = first_page(store), first_page(str(tmp_path / "other.db"))
    with mock_connect(clock=clock, store=store):
        assert len(connect.list_instances(NextToken=token)["InstanceSummaryList"]) == 1
        with pytest.raises(connect.exceptions.InvalidRequestException, match="NextToken"):
            connect.list_instances(NextToken=foreign)


def test_a_page_size_over_the_range(connect):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="MaxResults"):
        connect.list_instances(MaxResults=11)
