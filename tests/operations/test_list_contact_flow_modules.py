import pytest


def test_by_state_page_by_page(ask, make, names_of):
    for name in ("a", "b", "c"):
        make.module(Name=name)
    ask("update_contact_flow_module_metadata", ContactFlowModuleId=make.module(Name="d"), State="ARCHIVED")

    def names(**members):
        return names_of("list_contact_flow_modules", "ContactFlowModulesSummaryList", **members)

    assert names(MaxResults=2) == ["a", "b", "c", "d"]
    assert names(ContactFlowModuleState="ACTIVE", MaxResults=2) == ["a", "b", "c"]
    assert names(ContactFlowModuleState="ARCHIVED") == ["d"]


def test_an_unknown_state(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ContactFlowModuleState"):
        ask("list_contact_flow_modules", ContactFlowModuleState="OLD")
