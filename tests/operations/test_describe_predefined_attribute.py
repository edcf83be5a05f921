import pytest


def test_as_it_was_given(ask, make, clock):
    given = {"Purposes": ["routing"], "AttributeConfiguration": {"EnableValueValidationOnAssociation": True}}
    name = make.predefined_attribute(Name="Line of business/1", **given)
    found = ask("describe_predefined_attribute", Name=name)["PredefinedAttribute"]
    assert {key: found[key] for key in given} == given
    assert found["Name"] == name
    assert found["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()


def test_an_unknown_attribute(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="Name"):
        ask("describe_predefined_attribute", Name="x")
