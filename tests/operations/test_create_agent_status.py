import pytest


def test_makes_a_status_with_an_arn(ask):
    answer = ask("create_agent_status", Name="Lunch", State="ENABLED", DisplayOrder=3)
    assert answer["AgentStatusARN"].endswith(f"/agent-state/{answer['AgentStatusId']}")


def test_a_name_is_taken_once(connect, make):
    make.agent_status(Name="Lunch")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.agent_status(Name="Lunch")


def test_a_place_out_of_range(connect, make):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="DisplayOrder"):
        make.agent_status(DisplayOrder=51)
