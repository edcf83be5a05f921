import pytest

from resource_fixtures import FLOW_CONTENT

OTHER_CONTENT = FLOW_CONTENT.replace("end", "stop")


@pytest.fixture
def describe(ask):
    return lambda flow_id: ask("describe_contact_flow", ContactFlowId=flow_id)["ContactFlow"]


def test_what_is_known_of_it(make, describe, clock):
    flow_id = make.flow(Name="Main", Type="CUSTOMER_QUEUE", Description="first", Tags={"a": "b"})
    flow = describe(flow_id)
    assert (flow["Id"], flow["Name"], flow["Type"]) == (flow_id, "Main", "CUSTOMER_QUEUE")
    assert (flow["State"], flow["Status"], flow["Description"]) == ("ACTIVE", "PUBLISHED", "first")
    assert (flow["Content"], flow["Tags"]) == (FLOW_CONTENT, {"a": "b"})
    assert flow["LastModifiedTime"].timestamp() * 1000 == clock.now_ms()
    assert describe(flow["Arn"]) == describe(flow_id + ":$LATEST") == flow


def test_saved_beside_published(ask, make, describe):
    flow_id = make.flow()
    assert describe(f"{flow_id}:$SAVED")["Status"] == "PUBLISHED"
    ask("update_contact_flow_content", ContactFlowId=f"{flow_id}:$SAVED", Content="draft")
    saved, published = describe(f"{flow_id}:$SAVED"), describe(flow_id)
    assert (saved["Content"], saved["Status"]) == ("draft", "SAVED")
    assert (published["Content"], published["Status"]) == (FLOW_CONTENT, "PUBLISHED")
    assert saved["FlowContentSha256"] != published["FlowContentSha256"]
    assert describe(published["Arn"] + ":$SAVED") == saved


def test_a_flow_that_was_never_published(connect, make, describe):
    flow_id = make.flow(Status="SAVED")
    with pytest.raises(connect.exceptions.ContactFlowNotPublishedException, match="SAVED") as caught:
        describe(flow_id)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_a_version(ask, make, describe):
    flow_id = make.flow()
    ask("create_contact_flow_version", ContactFlowId=flow_id, Description="as it was")
    ask("update_contact_flow_content", ContactFlowId=flow_id, Content=OTHER_CONTENT)
    version = describe(f"{flow_id}:1")
    assert (version["Content"], version["Version"], version["VersionDescription"]) == (FLOW_CONTENT, 1, "as it was")
    assert version["Arn"].endswith(f"/{flow_id}:1")
    assert describe(version["Arn"]) == version
    assert (describe(flow_id)["Content"], "Version" in describe(flow_id)) == (OTHER_CONTENT, False)


@pytest.mark.parametrize("qualifier", ["2", "live", "$OTHER", "01"])
def test_an_unknown_version(connect, ask, make, describe, qualifier):
    flow_id = make.flow()
    ask("create_contact_flow_version", ContactFlowId=flow_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="version"):
        describe(f"{flow_id}:{qualifier}")


def test_an_unknown_flow(connect, make, describe):
    for wrong in ("x", "x:$SAVED", make.queue()):
        with pytest.raises(connect.exceptions.ResourceNotFoundException, match="ContactFlowId"):
            describe(wrong)
