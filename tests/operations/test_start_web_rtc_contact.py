import pytest


@pytest.fixture
def start(connect, instance_id):
    def send(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "ParticipantDetails": {"DisplayName": "Ana"}}
        return connect.start_web_rtc_contact(**{**given, **members})

    return send


def test_a_call_that_is_connected_at_once(start, describe, attributes_of):
    call = start(
        Attributes={"a": "1"},
        AllowedCapabilities={"Customer": {"Video": "SEND"}, "Agent": {"ScreenShare": "SEND"}},
        References={"shop": {"Type": "URL", "Value": "https://example.com"}},
    )
    assert call["ConnectionData"]["Attendee"]["JoinToken"]
    assert call["ConnectionData"]["Meeting"]["MediaRegion"] == "us-east-1"
    assert call["ParticipantId"]
    contact = describe(call["ContactId"])
    assert (contact["Channel"], contact["InitiationMethod"]) == ("VOICE", "WEBRTC_API")
    assert contact["ConnectedToSystemTimestamp"] == contact["InitiationTimestamp"]
    assert contact["Customer"] == {"Capabilities": {"Video": "SEND"}}
    assert contact["AgentInfo"] == {"Capabilities": {"ScreenShare": "SEND"}}
    assert contact["SegmentAttributes"]["connect:Subtype"] == {"ValueString": "connect:WebRTC"}
    assert attributes_of(call["ContactId"]) == {"a": "1"}


def test_the_same_token_gives_the_same_call(start):
    first, second = start(ClientToken="t"), start(ClientToken="t")
    assert first["ContactId"] == second["ContactId"]
    assert first["ConnectionData"] == second["ConnectionData"]


def test_a_call_does_not_expire(clock, start, describe):
    call = start()["ContactId"]
    clock.value_ms += 90 * 24 * 3_600_000
    assert "DisconnectTimestamp" not in describe(call)


def test_a_related_call_copies(start, update, start_task, attributes_of):
    task = start_task(Attributes={"a": "1"})
    call = start(RelatedContactId=task)["ContactId"]
    update(task, {"a": "2"})
    assert attributes_of(call) == {"a": "1"}


def test_wrong_references_and_attributes(connect, start):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="'x' is of type ATTACHMENT"):
        start(References={"x": {"Type": "ATTACHMENT"}})
    with pytest.raises(connect.exceptions.InvalidParameterException, match="character"):
        start(Attributes={"a b": "1"})


def test_a_link_to_nobody(connect, start):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start(RelatedContactId="nobody")
