import pytest


def test_names_page_by_page(make, names_of):
    for name in ("c", "a", "b"):
        make.predefined_attribute(Name=name)
    found = names_of("list_predefined_attributes", "PredefinedAttributeSummaryList", MaxResults=2)
    assert found == ["a", "b", "c"]


def test_an_unknown_instance(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        ask("list_predefined_attributes", InstanceId="nowhere")
