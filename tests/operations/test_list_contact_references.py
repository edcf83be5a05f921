import pytest

REFERENCES = {
    "bill": {"Type": "URL", "Value": "https://example.com/bill"},
    "order": {"Type": "NUMBER", "Value": "7"},
    "word": {"Type": "STRING", "Value": "thanks"},
    "day": {"Type": "DATE", "Value": "1795000000"},
    "mail": {"Type": "EMAIL", "Value": "ana@example.com"},
}


@pytest.fixture
def references_of(connect, instance_id):
    def get(contact_id, *types):
        answer = connect.list_contact_references(
            InstanceId=instance_id, ContactId=contact_id, ReferenceTypes=list(types)
        )
        assert "NextToken" not in answer
        return answer["ReferenceSummaryList"]

    return get


def test_each_type_has_its_member(start_task, references_of):
    task = start_task(References=REFERENCES)
    assert references_of(task, "URL", "NUMBER", "STRING", "DATE", "EMAIL", "ATTACHMENT") == [
        {"Url": {"Name": "bill", "Value": "https://example.com/bill"}},
        {"Number": {"Name": "order", "Value": "7"}},
        {"String": {"Name": "word", "Value": "thanks"}},
        {"Date": {"Name": "day", "Value": "1795000000"}},
        {"Email": {"Name": "mail", "Value": "ana@example.com"}},
    ]
    assert references_of(task, "DATE") == [{"Date": {"Name": "day", "Value": "1795000000"}}]


def test_references_with_an_arn(connect, instance_id, start_email, references_of):
    email = start_email()
    arn = "arn:aws:connect:us-east-1:123456789012:instance/i/file/1"
    given = {
        "message": {"Type": "EMAIL_MESSAGE", "Arn": arn, "Value": "ignored"},
        "plain": {"Type": "EMAIL_MESSAGE_PLAIN_TEXT", "Arn": arn},
        "redacted": {"Type": "EMAIL_MESSAGE_REDACTED", "Arn": arn},
        "plain-redacted": {"Type": "EMAIL_MESSAGE_PLAIN_TEXT_REDACTED", "Arn": arn},
        "scan": {"Type": "ATTACHMENT", "Arn": arn, "Value": "v", "Status": "APPROVED"},
        "analysis": {"Type": "CONTACT_ANALYSIS", "Status": "AVAILABLE"},
    }
    connect.update_contact(InstanceId=instance_id, ContactId=email, References=given)
    assert references_of(email, *(each["Type"] for each in given.values())) == [
        {"EmailMessage": {"Name": "message", "Arn": arn}},
        {"EmailMessagePlainText": {"Name": "plain", "Arn": arn}},
        {"EmailMessageRedacted": {"Name": "redacted", "Arn": arn}},
        {"EmailMessagePlainTextRedacted": {"Name": "plain-redacted", "Arn": arn}},
        {"Attachment": {"Name": "scan", "Arn": arn, "Value": "v", "Status": "APPROVED"}},
        {"ContactAnalysis": {"Name": "analysis", "Status": "AVAILABLE"}},
    ]


def test_a_transferred_task_takes_them_along(start_task, transfer, references_of):
    leg = transfer(start_task(References=REFERENCES))
    assert references_of(leg, "NUMBER") == [{"Number": {"Name": "order", "Value": "7"}}]


def test_what_is_refused(connect, start_task, references_of):
    task = start_task()
    assert references_of(task, "URL") == []
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ReferenceTypes"):
        references_of(task, "FAX")
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        references_of("nobody", "URL")
