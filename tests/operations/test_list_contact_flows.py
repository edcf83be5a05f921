import pytest


def test_by_type_page_by_page(ask, make, names_of):
    for name in ("a", "b", "c"):
        make.flow(Name=name, Type="AGENT_HOLD")
    make.flow(Name="d", Type="AGENT_WHISPER", Status="SAVED")

    def names(**members):
        return names_of("list_contact_flows", "ContactFlowSummaryList", **members)

    assert names(ContactFlowTypes=["AGENT_HOLD"], MaxResults=2) == ["a", "b", "c"]
    assert {"a", "b", "c", "d"} <= set(names())
    (summary,) = ask("list_contact_flows", ContactFlowTypes=["AGENT_WHISPER"])["ContactFlowSummaryList"]
    assert (summary["ContactFlowStatus"], summary["ContactFlowState"]) == ("SAVED", "ACTIVE")


def test_an_unknown_type(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ContactFlowTypes"):
        ask("list_contact_flows", ContactFlowTypes=["IVR"])
