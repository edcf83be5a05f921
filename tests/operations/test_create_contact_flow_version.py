import pytest

from resource_fixtures import FLOW_CONTENT


def test_numbers_rise_and_never_come_again(ask, make):
    flow_id = make.flow()

    def version():
        return ask("create_contact_flow_version", ContactFlowId=flow_id)

    first = version()
    assert (first["Version"], first["ContactFlowArn"].endswith(f"/{flow_id}:1")) == (1, True)
    assert version()["Version"] == 2
    ask("delete_contact_flow_version", ContactFlowId=flow_id, ContactFlowVersion=2)
    assert version()["Version"] == 3


def test_freezes_what_is_published_not_what_is_saved(ask, make):
    flow_id = make.flow()
    ask("update_contact_flow_content", ContactFlowId=f"{flow_id}:$SAVED", Content="draft")
    ask("create_contact_flow_version", ContactFlowId=flow_id)
    assert ask("describe_contact_flow", ContactFlowId=f"{flow_id}:1")["ContactFlow"]["Content"] == FLOW_CONTENT


def test_the_checksum_must_be_that_of_the_content(connect, ask, make):
    flow_id = make.flow()
    checksum = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["FlowContentSha256"]
    with pytest.raises(connect.exceptions.InvalidParameterException, match="checksum"):
        ask("create_contact_flow_version", ContactFlowId=flow_id, FlowContentSha256="0" * 64)
    assert ask("create_contact_flow_version", ContactFlowId=flow_id, FlowContentSha256=checksum)["Version"] == 1


def test_a_flow_that_was_never_published(connect, ask, make):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="published"):
        ask("create_contact_flow_version", ContactFlowId=make.flow(Status="SAVED"))


def test_a_number_of_ones_own_is_not_served(connect, ask, make):
    with pytest.raises(connect.exceptions.ClientError, match="NotImplementedException"):
        ask("create_contact_flow_version", ContactFlowId=make.flow(), ContactFlowVersion=7)
