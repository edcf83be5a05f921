import pytest


def test_changes_what_is_given(ask, make):
    status_id = make.agent_status(Name="Lunch", Description="eating", DisplayOrder=3)
    ask("update_agent_status", AgentStatusId=status_id, State="DISABLED", Description="")
    status = ask("describe_agent_status", AgentStatusId=status_id)["AgentStatus"]
    assert (status["Name"], status["State"], status["DisplayOrder"]) == ("Lunch", "DISABLED", 3)
    assert "Description" not in status


def test_the_place_can_be_taken_away(ask, make):
    status_id = make.agent_status(DisplayOrder=3)
    ask("update_agent_status", AgentStatusId=status_id, ResetOrderNumber=True)
    assert "DisplayOrder" not in ask("describe_agent_status", AgentStatusId=status_id)["AgentStatus"]


def test_a_name_that_is_taken(connect, ask, make):
    make.agent_status(Name="Lunch")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        ask("update_agent_status", AgentStatusId=make.agent_status(), Name="Lunch")


def test_nothing_given(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="State"):
        ask("update_agent_status", AgentStatusId=make.agent_status(), ResetOrderNumber=False)
