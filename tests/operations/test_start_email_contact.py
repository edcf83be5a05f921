import pytest
from botocore.exceptions import ClientError

from stand_ins import NOW_MS

DAY_MS = 24 * 3_600_000


def test_an_email_with_all_it_tells(start_email, describe, attributes_of):
    email = start_email(
        Attributes={"a": "1"},
        Name="Bill",
        AdditionalRecipients={
            "ToAddresses": [{"EmailAddress": "two@example.org"}],
            "CcAddresses": [{"EmailAddress": "three@example.org", "DisplayName": "Three"}],
        },
    )
    contact = describe(email)
    assert (contact["Channel"], contact["InitiationMethod"], contact["Name"]) == ("EMAIL", "API", "Bill")
    assert contact["CustomerEndpoint"] == {
        "Type": "EMAIL_ADDRESS",
        "Address": "ana@example.com",
        "DisplayName": "Ana",
    }
    assert contact["SystemEndpoint"] == {"Type": "EMAIL_ADDRESS", "Address": "help@example.org"}
    assert contact["AdditionalEmailRecipients"] == {
        "ToList": [{"Address": "two@example.org"}],
        "CcList": [{"Address": "three@example.org", "DisplayName": "Three"}],
    }
    assert attributes_of(email) == {"a": "1"}


def test_it_expires_after_fourteen_days(clock, start_email, describe):
    email = start_email()
    clock.value_ms += 14 * DAY_MS
    contact = describe(email)
    assert contact["DisconnectReason"] == "EXPIRED"
    assert contact["DisconnectTimestamp"].timestamp() * 1000 == NOW_MS + 14 * DAY_MS


def test_a_thread_is_one_tree(start_email, describe, attributes_of):
    first = start_email(Attributes={"a": "1"})
    second = start_email(RelatedContactId=first)
    third = describe(start_email(RelatedContactId=second))
    assert third["ContactAssociationId"] == first
    assert attributes_of(third["Id"]) == {"a": "1"}


def test_the_same_token_begins_one(start_email):
    assert start_email(ClientToken="t") == start_email(ClientToken="t")


def test_an_operation_that_declares_no_invalid_parameter_answers_invalid_request(connect, start_email):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="character"):
        start_email(Attributes={"a b": "1"})
    with pytest.raises(connect.exceptions.InvalidRequestException, match="References"):
        start_email(References={"x": {"Type": "EMAIL"}})


def test_what_is_wrong_with_a_message(connect, start_email):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="RawMessage is required"):
        start_email(EmailMessage={"MessageSourceType": "RAW"})
    many = [{"EmailAddress": f"{number}@example.org"} for number in range(25)]
    with pytest.raises(connect.exceptions.InvalidRequestException, match="50 addresses"):
        start_email(AdditionalRecipients={"ToAddresses": many, "CcAddresses": many})


def test_attachments_are_not_served(start_email):
    with pytest.raises(ClientError, match="Attachments is not served") as caught:
        start_email(Attachments=[{"FileName": "a", "S3Url": "https://example.com/a"}])
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501
