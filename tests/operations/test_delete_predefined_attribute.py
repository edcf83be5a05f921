import pytest


def test_deleted_is_gone(connect, ask, make):
    name = make.predefined_attribute()
    ask("delete_predefined_attribute", Name=name)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="Name"):
        ask("delete_predefined_attribute", Name=name)
    make.predefined_attribute(Name=name)
