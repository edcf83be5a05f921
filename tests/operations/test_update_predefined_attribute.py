import pytest


def test_replaces_what_is_given(ask, make):
    name = make.predefined_attribute(Purposes=["routing"])
    ask("update_predefined_attribute", Name=name, Values={"StringList": ["c"]})
    found = ask("describe_predefined_attribute", Name=name)["PredefinedAttribute"]
    assert (found["Values"], found["Purposes"]) == ({"StringList": ["c"]}, ["routing"])


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="Values"):
        ask("update_predefined_attribute", Name=make.predefined_attribute())


def test_an_unknown_attribute(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="Name"):
        ask("update_predefined_attribute", Name="x", Purposes=[])
