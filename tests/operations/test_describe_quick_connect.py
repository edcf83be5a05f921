import pytest


def test_as_it_was_given(ask, make):
    config = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+12065550100"}}
    quick_connect_id = make.quick_connect(
        Name="Home", Description="at home", QuickConnectConfig=config, Tags={"a": "b"}
    )
    found = ask("describe_quick_connect", QuickConnectId=quick_connect_id)["QuickConnect"]
    assert (found["Name"], found["Description"], found["Tags"]) == ("Home", "at home", {"a": "b"})
    assert found["QuickConnectConfig"] == config


def test_an_unknown_quick_connect(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="QuickConnectId"):
        ask("describe_quick_connect", QuickConnectId="x")
