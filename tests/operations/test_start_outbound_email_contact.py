import pytest
from botocore.exceptions import ClientError

RAW = {
    "MessageSourceType": "RAW",
    "RawMessage": {"Subject": "Re: Bill", "Body": "We are sorry.", "ContentType": "text/plain"},
}


@pytest.fixture
def draft(connect, instance_id, start_email):
    """The id of a reply that is not sent yet."""
    return connect.create_contact(
        InstanceId=instance_id,
        Channel="EMAIL",
        InitiationMethod="AGENT_REPLY",
        RelatedContactId=start_email(Attributes={"a": "1"}),
        UserInfo={"UserId": "ben"},
        InitiateAs="CONNECTED_TO_USER",
    )["ContactId"]


@pytest.fixture
def send(connect, instance_id):
    def start(contact_id, **members):
        given = {
            "InstanceId": instance_id,
            "ContactId": contact_id,
            "DestinationEmailAddress": {"EmailAddress": "ana@example.com"},
            "EmailMessage": RAW,
        }
        return connect.start_outbound_email_contact(**{**given, **members})["ContactId"]

    return start


def test_a_reply_is_sent_and_keeps_its_id(draft, send, describe, attributes_of):
    sent = send(
        draft,
        FromEmailAddress={"EmailAddress": "help@example.org", "DisplayName": "Help"},
        AdditionalRecipients={"CcEmailAddresses": [{"EmailAddress": "two@example.com"}]},
    )
    assert sent == draft
    contact = describe(draft)
    assert contact["CustomerEndpoint"]["Address"] == "ana@example.com"
    assert contact["SystemEndpoint"]["DisplayName"] == "Help"
    assert contact["AdditionalEmailRecipients"] == {"CcList": [{"Address": "two@example.com"}]}
    assert "DisconnectTimestamp" not in contact
    assert attributes_of(draft) == {"a": "1"}


def test_once_and_no_more(connect, draft, send):
    assert send(draft, ClientToken="t") == send(draft, ClientToken="t")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="sent before"):
        send(draft)


def test_only_what_create_contact_made(connect, send, start_email, start_task):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="EMAIL by API"):
        send(start_email())
    with pytest.raises(connect.exceptions.InvalidRequestException, match="TASK by API"):
        send(start_task())
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        send("nobody")


def test_not_after_its_end(connect, draft, send, stop):
    stop(draft)
    with pytest.raises(connect.exceptions.InvalidRequestException, match="is ENDED"):
        send(draft)


def test_messages_that_cannot_be_sent(connect, draft, send):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="RawMessage is required"):
        send(draft, EmailMessage={"MessageSourceType": "RAW"})
    with pytest.raises(ClientError, match="TEMPLATE is not served") as caught:
        send(draft, EmailMessage={"MessageSourceType": "TEMPLATE"})
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
