import pytest


def test_as_it_was_given(ask, make):
    status_id = make.agent_status(Name="Lunch", Description="eating", State="DISABLED", DisplayOrder=3)
    status = ask("describe_agent_status", AgentStatusId=status_id)["AgentStatus"]
    assert (status["Name"], status["Description"], status["State"]) == ("Lunch", "eating", "DISABLED")
    assert (status["Type"], status["DisplayOrder"]) == ("CUSTOM", 3)


def test_an_unknown_status(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="AgentStatusId"):
        ask("describe_agent_status", AgentStatusId="x")
