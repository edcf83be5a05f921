import pytest


def test_by_type_page_by_page(make, names_of):
    for name in ("a", "b", "c"):
        make.quick_connect(Name=name)
    flow = {"QuickConnectType": "FLOW", "FlowConfig": {"ContactFlowId": make.flow()}}
    make.quick_connect(Name="d", QuickConnectConfig=flow)

    def names(**members):
        return names_of("list_quick_connects", "QuickConnectSummaryList", **members)

    assert names(MaxResults=3) == ["a", "b", "c", "d"]
    assert names(MaxResults=1, QuickConnectTypes=["FLOW"]) == ["d"]
    assert names(MaxResults=2, QuickConnectTypes=["PHONE_NUMBER", "USER"]) == ["a", "b", "c"]


def test_an_unknown_type(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="QuickConnectTypes"):
        ask("list_quick_connects", QuickConnectTypes=["FAX"])
