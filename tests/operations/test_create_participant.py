import pytest


@pytest.fixture
def join(connect, instance_id):
    def send(contact_id, **members):
        given = {"InstanceId": instance_id, "ContactId": contact_id, "ParticipantDetails": {"DisplayName": "Bot"}}
        return connect.create_participant(**{**given, **members})

    return send


def test_a_bot_joins_a_chat(start_chat, join):
    chat = start_chat()
    details = {"ParticipantRole": "CUSTOM_BOT", "DisplayName": "Bot"}
    added = join(chat["ContactId"], ParticipantDetails=details)
    assert added["ParticipantId"] != chat["ParticipantId"]
    assert len(added["ParticipantCredentials"]["ParticipantToken"]) >= 40
    assert added["ParticipantCredentials"]["Expiry"] == "2026-11-19T11:06:40Z"


def test_a_customer_joins_a_call(start_call, join):
    added = join(start_call(), ParticipantDetails={"ParticipantCapabilities": {"Video": "SEND"}})
    assert added["ParticipantId"]


def test_the_same_token_joins_once(start_chat, join):
    chat = start_chat()["ContactId"]
    assert join(chat, ClientToken="t")["ParticipantId"] == join(chat, ClientToken="t")["ParticipantId"]
    assert join(chat)["ParticipantId"] != join(chat)["ParticipantId"]


@pytest.mark.parametrize("role", ["AGENT", "CUSTOMER", "SYSTEM", "SUPERVISOR"])
def test_only_bots_join_chats(connect, start_chat, join, role):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="only CUSTOM_BOT"):
        join(start_chat()["ContactId"], ParticipantDetails={"ParticipantRole": role})


def test_only_customers_join_calls(connect, start_call, join):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="only CUSTOMER"):
        join(start_call(), ParticipantDetails={"ParticipantRole": "CUSTOM_BOT"})


def test_nobody_joins_anything_else(connect, instance_id, start_task, start_chat, stop, join):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TASK"):
        join(start_task())
    call = connect.start_outbound_voice_contact(
        InstanceId=instance_id, ContactFlowId="f", DestinationPhoneNumber="+12065550100", QueueId="q"
    )["ContactId"]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="connect:Telephony"):
        join(call)
    chat = start_chat()["ContactId"]
    stop(chat)
    with pytest.raises(connect.exceptions.ConflictException, match="is ENDED"):
        join(chat)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        join("nobody")
