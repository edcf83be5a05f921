import pytest


def test_replaces_the_settings(ask, make):
    user_id = make.user(PhoneConfig={"PhoneType": "SOFT_PHONE", "AutoAccept": True})
    given = {"PhoneType": "DESK_PHONE", "DeskPhoneNumber": "+12065550100"}
    ask("update_user_phone_config", UserId=user_id, PhoneConfig=given)
    assert ask("describe_user", UserId=user_id)["User"]["PhoneConfig"] == given


def test_too_long_an_after_contact_work(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AfterContactWorkTimeLimit"):
        ask("update_user_phone_config", UserId=make.user(), PhoneConfig={"AfterContactWorkTimeLimit": 2_000_001})
