import pytest


def test_each_once_page_by_page(connect, make, instance_id):
    profile_id = make.security_profile(Permissions=["c", "a", "b", "a"])
    pages = connect.get_paginator("list_security_profile_permissions").paginate(
        InstanceId=instance_id, SecurityProfileId=profile_id, PaginationConfig={"PageSize": 2}
    )
    assert [page["Permissions"] for page in pages] == [["a", "b"], ["c"]]


def test_an_unknown_profile(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="SecurityProfileId"):
        ask("list_security_profile_permissions", SecurityProfileId="x")
