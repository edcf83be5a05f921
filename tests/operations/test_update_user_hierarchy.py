import pytest


def test_sets_and_removes_the_group(ask, make):
    user_id = make.user()
    ask("update_user_hierarchy", UserId=user_id, HierarchyGroupId="north")
    assert ask("describe_user", UserId=user_id)["User"]["HierarchyGroupId"] == "north"
    ask("update_user_hierarchy", UserId=user_id)
    assert "HierarchyGroupId" not in ask("describe_user", UserId=user_id)["User"]


def test_an_unknown_user(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="UserId"):
        ask("update_user_hierarchy", UserId="x")
