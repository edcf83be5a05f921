import pytest


def test_by_type_page_by_page(make, names_of):
    for name in ("a", "b", "c"):
        make.agent_status(Name=name)
    custom = {"AgentStatusTypes": ["CUSTOM"], "MaxResults": 2}
    assert names_of("list_agent_statuses", "AgentStatusSummaryList", **custom) == ["a", "b", "c"]
    assert {"a", "b", "c"} <= set(names_of("list_agent_statuses", "AgentStatusSummaryList"))
    assert "a" not in names_of("list_agent_statuses", "AgentStatusSummaryList", AgentStatusTypes=["OFFLINE"])


def test_an_unknown_type(connect, ask):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="AgentStatusTypes"):
        ask("list_agent_statuses", AgentStatusTypes=["BUSY"])
