import pytest


def test_deleted_is_gone(connect, ask, make):
    user_id = make.user(Username="ana")
    ask("delete_user", UserId=user_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="UserId"):
        ask("delete_user", UserId=user_id)
    make.user(Username="ana")


def test_quick_connects_to_the_user_stay(ask, make):
    user_id = make.user()
    config = {"QuickConnectType": "USER", "UserConfig": {"UserId": user_id, "ContactFlowId": make.flow()}}
    quick_connect_id = make.quick_connect(QuickConnectConfig=config)
    ask("delete_user", UserId=user_id)
    ask("update_quick_connect_name", QuickConnectId=quick_connect_id, Description="of one who left")
    found = ask("describe_quick_connect", QuickConnectId=quick_connect_id)["QuickConnect"]
    assert found["QuickConnectConfig"] == config
