import pytest


@pytest.fixture
def start_chat(connect, instance_id):
    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "ParticipantDetails": {"DisplayName": "Ana"}}
        return connect.start_chat_contact(**{**given, **members})

    return start


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


def test_a_persistent_chat_copies_its_source(start_chat, update, attributes_of):
    source = start_chat(Attributes={"a": "1", "b": "1"})["ContactId"]
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


def test_an_unknown_source(connect, start_chat):
    persistent = {"RehydrationType": "FROM_SEGMENT", "SourceContactId": "nobody"}
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start_chat(PersistentChat=persistent)


def test_a_duration_over_the_range(connect, start_chat):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ChatDurationInMinutes"):
        start_chat(ChatDurationInMinutes=10_081)
