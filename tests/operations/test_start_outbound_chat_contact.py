import pytest
from botocore.exceptions import ClientError

SMS = {"connect:Subtype": {"ValueString": "connect:SMS"}}


@pytest.fixture
def start(connect, instance_id):
    def send(**members):
        given = {
            "InstanceId": instance_id,
            "ContactFlowId": "flow",
            "SourceEndpoint": {
                "Type": "CONNECT_PHONENUMBER_ARN",
                "Address": "arn:aws:connect:us-east-1:1:phone-number/1",
            },
            "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
            "SegmentAttributes": SMS,
        }
        return connect.start_outbound_chat_contact(**{**given, **members})["ContactId"]

    return send


def test_a_chat_to_a_telephone(clock, start, describe, attributes_of):
    chat = start(Attributes={"a": "1"}, ChatDurationInMinutes=60, ParticipantDetails={"DisplayName": "Ana"})
    contact = describe(chat)
    assert contact["Channel"] == "CHAT"
    assert contact["CustomerEndpoint"]["Address"] == "+12065550100"
    assert contact["SystemEndpoint"]["Type"] == "CONNECT_PHONENUMBER_ARN"
    assert contact["SegmentAttributes"] == SMS
    assert attributes_of(chat) == {"a": "1"}
    clock.value_ms += 3_600_000
    assert describe(chat)["DisconnectReason"] == "EXPIRED"


def test_the_same_token_begins_one(start):
    assert start(ClientToken="t") == start(ClientToken="t")


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"SourceEndpoint": {"Type": "VOIP", "Address": "a"}}, "SourceEndpoint: Type must be CONNECT_PHONENUMBER_ARN"),
        ({"DestinationEndpoint": {"Type": "TELEPHONE_NUMBER"}}, "DestinationEndpoint: .* with an Address"),
        ({"SegmentAttributes": {}}, "connect:SMS or connect:WhatsApp"),
        ({"SupportedMessagingContentTypes": ["text/markdown"]}, "text/plain"),
        ({"Attributes": {"a.b": "1"}}, "character"),
        ({"ChatDurationInMinutes": 10_081}, "ChatDurationInMinutes"),
    ],
)
def test_what_is_refused(connect, start, members, message):
    with pytest.raises(connect.exceptions.InvalidRequestException, match=message):
        start(**members)


def test_templates_are_not_served(start):
    template = {"KnowledgeBaseId": "k", "MessageTemplateId": "m", "TemplateAttributes": {}}
    with pytest.raises(ClientError, match="InitialTemplatedSystemMessage is not served") as caught:
        start(InitialTemplatedSystemMessage=template)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
