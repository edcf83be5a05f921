import pytest


@pytest.fixture
def associate(connect, instance_id):
    def send(chat, source, rehydration_type="FROM_SEGMENT"):
        return connect.create_persistent_contact_association(
            InstanceId=instance_id, InitialContactId=chat, SourceContactId=source, RehydrationType=rehydration_type
        )["ContinuedFromContactId"]

    return send


@pytest.fixture
def ended(start_chat, stop):
    """The id of an ended chat with an attribute."""
    chat = start_chat(Attributes={"old": "1"})["ContactId"]
    stop(chat)
    return chat


@pytest.mark.parametrize("rehydration_type", ["FROM_SEGMENT", "ENTIRE_PAST_SESSION"])
def test_an_ongoing_chat_is_related_to_an_ended_one(
    connect, instance_id, ended, start_chat, start_task, associate, describe, attributes_of, rehydration_type
):
    chat = start_chat(Attributes={"new": "1"})["ContactId"]
    task = start_task(RelatedContactId=chat)
    assert associate(chat, ended, rehydration_type) == ended
    contact = describe(chat)
    assert contact["RelatedContactId"] == contact["ContactAssociationId"] == ended
    assert attributes_of(chat) == {"new": "1"}
    listed = connect.list_associated_contacts(InstanceId=instance_id, ContactId=task)["ContactSummaryList"]
    assert {each["ContactId"] for each in listed} == {ended, chat, task}


def test_once_and_no_more(connect, ended, start_chat, associate):
    chat = start_chat()["ContactId"]
    associate(chat, ended)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="related to another"):
        associate(chat, ended)


def test_a_chat_does_not_continue_itself(connect, instance_id, start_chat, take, stop, associate):
    chat = take(start_chat()["ContactId"])
    leg = connect.monitor_contact(InstanceId=instance_id, ContactId=chat, UserId="supervisor")["ContactId"]
    stop(leg)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="its own session"):
        associate(chat, leg)


def test_what_cannot_be_continued(connect, ended, start_chat, start_task, stop, associate):
    chat = start_chat()["ContactId"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="has not ended"):
        associate(chat, start_chat()["ContactId"])
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TASK, not CHAT"):
        associate(start_task(), ended)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is ENDED"):
        associate(ended, ended)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        associate(chat, "nobody")
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        associate("nobody", ended)
