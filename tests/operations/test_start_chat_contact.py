import pytest
from botocore.exceptions import ClientError


def test_a_chat_with_attributes(start_chat, attributes_of):
    chat = start_chat(Attributes={"a": "1"})
    assert attributes_of(chat["ContactId"]) == {"a": "1"}
    assert chat["ParticipantId"] != chat["ContactId"]
    assert len(chat["ParticipantToken"]) >= 40
    assert "ContinuedFromContactId" not in chat


def test_the_same_token_gives_the_same_chat(start_chat):
    first, second = start_chat(ClientToken="t"), start_chat(ClientToken="t")
    names = ("ContactId", "ParticipantId", "ParticipantToken")
    assert [first[name] for name in names] == [second[name] for name in names]


def test_a_persistent_chat_copies_its_source(start_chat, stop, update, attributes_of):
    source = start_chat(Attributes={"a": "1", "b": "1"})["ContactId"]
    stop(source)
    persistent = {"RehydrationType": "ENTIRE_PAST_SESSION", "SourceContactId": source}
    chat = start_chat(PersistentChat=persistent, Attributes={"b": "2"})
    update(source, {"late": "1"})
    assert chat["ContinuedFromContactId"] == source
    assert attributes_of(chat["ContactId"]) == {"a": "1", "b": "2"}


def test_a_persistent_chat_cannot_relate_to_another(connect, start_chat):
    source = start_chat()["ContactId"]
    persistent = {"RehydrationType": "ENTIRE_PAST_SESSION", "SourceContactId": source}
    with pytest.raises(connect.exceptions.InvalidRequestException, match="PersistentChat"):
        start_chat(PersistentChat=persistent, RelatedContactId=source)


@pytest.mark.parametrize("rehydration_type", ["ENTIRE_PAST_SESSION", "FROM_SEGMENT"])
def test_only_an_ended_chat_can_be_continued(connect, start_chat, start_task, stop, rehydration_type):
    def persistent(source):
        return {"RehydrationType": rehydration_type, "SourceContactId": source}

    with pytest.raises(connect.exceptions.InvalidRequestException, match="has not ended"):
        start_chat(PersistentChat=persistent(start_chat()["ContactId"]))
    task = start_task()
    stop(task)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TASK, not CHAT"):
        start_chat(PersistentChat=persistent(task))


def test_a_persistent_chat_needs_both_members(connect, start_chat):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="both required"):
        start_chat(PersistentChat={"SourceContactId": "x"})


@pytest.mark.parametrize(("members", "minutes"), [({}, 25 * 60), ({"ChatDurationInMinutes": 60}, 60)])
def test_a_chat_expires(clock, start_chat, describe, members, minutes):
    chat = start_chat(**members)["ContactId"]
    clock.value_ms += minutes * 60_000 - 1
    assert "DisconnectTimestamp" not in describe(chat)
    clock.value_ms += 1
    assert describe(chat)["DisconnectReason"] == "EXPIRED"


def test_text_plain_is_always_supported(connect, start_chat):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="text/plain"):
        start_chat(SupportedMessagingContentTypes=["text/markdown"])


@pytest.mark.parametrize(
    "members",
    [
        {"ConnectionTypes": ["WEBSOCKET"]},
        {"ChatStreamingConfiguration": {"StreamingEndpointArn": "arn:aws:sns:us-east-1:123456789012:topic"}},
    ],
)
def test_connections_are_not_served(start_chat, members):
    with pytest.raises(ClientError, match="is not served") as caught:
        start_chat(**members)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_an_unknown_source(connect, start_chat):
    persistent = {"RehydrationType": "FROM_SEGMENT", "SourceContactId": "nobody"}
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start_chat(PersistentChat=persistent)


def test_a_duration_over_the_range(connect, start_chat):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ChatDurationInMinutes"):
        start_chat(ChatDurationInMinutes=10_081)
