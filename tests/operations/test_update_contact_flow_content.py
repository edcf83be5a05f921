import pytest

from resource_fixtures import FLOW_CONTENT

OTHER_CONTENT = FLOW_CONTENT.replace("end", "stop")


@pytest.fixture
def content_of(ask):
    return lambda flow_id: ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["Content"]


def test_publishes(ask, make, clock, content_of):
    flow_id = make.flow(Content="draft", Status="SAVED")
    clock.value_ms += 60_000
    ask("update_contact_flow_content", ContactFlowId=flow_id, Content=OTHER_CONTENT)
    flow = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]
    assert (flow["Content"], flow["Status"]) == (OTHER_CONTENT, "PUBLISHED")
    assert flow["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()
    assert content_of(f"{flow_id}:$SAVED") == OTHER_CONTENT


def test_saves_without_a_check(ask, make, content_of):
    flow_id = make.flow()
    arn = ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]["Arn"]
    for draft in ("one", "two"):
        ask("update_contact_flow_content", ContactFlowId=f"{arn}:$SAVED", Content=draft)
        assert content_of(f"{flow_id}:$SAVED") == draft
    assert content_of(flow_id) == FLOW_CONTENT


def test_what_is_published_is_checked(connect, ask, make, content_of):
    flow_id = make.flow()
    with pytest.raises(connect.exceptions.InvalidContactFlowException, match="no flow document") as caught:
        ask("update_contact_flow_content", ContactFlowId=flow_id, Content="{}")
    assert caught.value.response["problems"] == [{"message": "Invalid contact flow format"}]
    assert content_of(flow_id) == FLOW_CONTENT


def test_a_version_stays_as_it_is(connect, ask, make):
    flow_id = make.flow()
    ask("create_contact_flow_version", ContactFlowId=flow_id)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="versions stay"):
        ask("update_contact_flow_content", ContactFlowId=f"{flow_id}:1", Content=OTHER_CONTENT)


def test_an_unknown_flow(connect, ask):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
        ask("update_contact_flow_content", ContactFlowId="x", Content=FLOW_CONTENT)
