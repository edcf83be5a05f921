import pytest


def test_changes_what_is_given(ask, make):
    quick_connect_id = make.quick_connect(Name="Home", Description="first")
    ask("update_quick_connect_name", QuickConnectId=quick_connect_id, Name="House")
    ask("update_quick_connect_name", QuickConnectId=quick_connect_id, Description="")
    found = ask("describe_quick_connect", QuickConnectId=quick_connect_id)["QuickConnect"]
    assert (found["Name"], "Description" in found) == ("House", False)


def test_a_name_that_is_taken(connect, ask, make):
    make.quick_connect(Name="Home")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name"):
        ask("update_quick_connect_name", QuickConnectId=make.quick_connect(), Name="Home")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Name, Description"):
        ask("update_quick_connect_name", QuickConnectId=make.quick_connect())
