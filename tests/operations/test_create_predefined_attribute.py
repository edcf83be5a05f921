import pytest


def test_makes_an_attribute(ask):
    ask("create_predefined_attribute", Name="Language", Values={"StringList": ["en", "pt"]})
    found = ask("describe_predefined_attribute", Name="Language")["PredefinedAttribute"]
    assert found["Values"] == {"StringList": ["en", "pt"]}


def test_a_name_is_taken_once(connect, make):
    make.predefined_attribute(Name="Language")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.predefined_attribute(Name="Language")


@pytest.mark.parametrize("wrong", [{"Values": {"StringList": ["x" * 101]}}, {"Purposes": ["x"] * 11}])
def test_members_that_the_model_refuses(connect, make, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=next(iter(wrong))):
        make.predefined_attribute(**wrong)
