"""A week in a contact centre through boto3 alone: calls, chats, tasks and e-mails, and the attributes they share."""

from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError

from stand_ins import FixedClock

HOUR_MS = 3_600_000
SMS = {"connect:Subtype": {"ValueString": "connect:SMS"}}


@dataclass
class Centre:
    """One instance as an integration sees it, with its clock."""

    connect: Any
    instance_id: str
    clock: FixedClock

    def do(self, operation: str, **members: Any) -> Any:
        """Perform an operation on the instance."""
        return getattr(self.connect, operation)(InstanceId=self.instance_id, **members)

    def begin(self, operation: str, **members: Any) -> str:
        """Perform an operation that makes a contact; its id."""
        self.clock.value_ms += 1_000
        return self.do(operation, **members)["ContactId"]

    def on(self, contact_id: str, operation: str, **members: Any) -> Any:
        """Perform an operation on a contact, a second later."""
        self.clock.value_ms += 1_000
        return self.do(operation, ContactId=contact_id, **members)

    def set(self, contact_id: str, **attributes: str) -> None:
        """UpdateContactAttributes."""
        self.do("update_contact_attributes", InitialContactId=contact_id, Attributes=attributes)

    def attributes(self, contact_id: str) -> dict[str, str]:
        """GetContactAttributes."""
        return self.do("get_contact_attributes", InitialContactId=contact_id)["Attributes"]

    def contact(self, contact_id: str) -> dict[str, Any]:
        """DescribeContact."""
        return self.do("describe_contact", ContactId=contact_id)["Contact"]

    def tree(self, contact_id: str) -> list[str]:
        """ListAssociatedContacts."""
        found = self.do("list_associated_contacts", ContactId=contact_id)["ContactSummaryList"]
        return [each["ContactId"] for each in found]

    def search(self, **attributes: str) -> list[str]:
        """SearchContacts by attributes over the last four weeks, the earliest first."""
        now_s = self.clock.value_ms // 1000
        criteria = [{"Key": key, "Values": [value]} for key, value in attributes.items()]
        found = self.do(
            "search_contacts",
            TimeRange={"Type": "INITIATION_TIMESTAMP", "StartTime": now_s - 28 * 24 * 3600, "EndTime": now_s},
            SearchCriteria={"SearchableContactAttributes": {"Criteria": criteria, "MatchType": "MATCH_ALL"}},
            Sort={"FieldName": "INITIATION_TIMESTAMP", "Order": "ASCENDING"},
        )
        return [each["Id"] for each in found["Contacts"]]


@pytest.fixture
def settings():
    return {"searchable_attributes": "closed,language,topic"}


@pytest.fixture
def centre(connect, instance_id, clock):
    return Centre(connect, instance_id, clock)


def caller(name="Ana"):
    return {"ContactFlowId": "inbound", "ParticipantDetails": {"DisplayName": name}}


def a_call_with_consult_and_callback(centre):
    """Monday: Ana calls, Ben asks Carl, a supervisor listens, Ana is called back. The ids of all legs."""
    call = centre.begin("start_web_rtc_contact", **caller(), Attributes={"language": "en"})
    centre.set(call, greetingPlayed="true")
    centre.on(call, "associate_contact_with_user", UserId="ben")
    recording = {"InitialContactId": call}
    centre.on(call, "start_contact_recording", **recording, VoiceRecordingConfiguration={"VoiceRecordingTrack": "ALL"})
    centre.on(call, "suspend_contact_recording", **recording)
    centre.on(call, "resume_contact_recording", **recording)
    voice = {"Channel": "VOICE", "PreviousContactId": call}
    carl = {"UserInfo": {"UserId": "carl"}, "InitiateAs": "CONNECTED_TO_USER"}
    consult = centre.begin("create_contact", **voice, InitiationMethod="TRANSFER", **carl)
    centre.set(consult, consulted="carl")
    monitor = centre.on(call, "monitor_contact", UserId="supervisor")["ContactId"]
    centre.set(monitor, listened="yes")
    callback = centre.begin("create_contact", **voice, InitiationMethod="CALLBACK")
    centre.on(call, "stop_contact")
    assert "DisconnectTimestamp" in centre.contact(monitor)
    assert "DisconnectTimestamp" not in centre.contact(consult)
    centre.on(call, "dismiss_user_contact", UserId="ben")
    centre.on(callback, "associate_contact_with_user", UserId="dora")
    centre.set(callback, calledBack="true")
    centre.on(callback, "stop_contact")
    with pytest.raises(ClientError, match="TRANSFER cannot be stopped"):
        centre.on(consult, "stop_contact")
    (recorded,) = centre.contact(call)["Recordings"]
    assert recorded["StopTimestamp"] == centre.contact(call)["DisconnectTimestamp"]
    legs = [call, consult, monitor, callback]
    for leg in legs:
        assert centre.attributes(leg) == {
            "language": "en",
            "greetingPlayed": "true",
            "consulted": "carl",
            "listened": "yes",
            "calledBack": "true",
        }
    return legs


def a_task_that_is_transferred_twice(centre, call):
    """Tuesday: what the call left to do goes from a queue to Ben. The ids of its legs."""
    bill = {"bill": {"Type": "URL", "Value": "https://example.com/bill"}}
    task = centre.begin("start_task_contact", Name="Bill", ContactFlowId="f", PreviousContactId=call, References=bill)
    centre.on(task, "update_contact_routing_data", QueuePriority=1)
    queued = centre.on(task, "transfer_contact", ContactFlowId="to-queue", QueueId="bills")["ContactId"]
    centre.set(queued, queue="bills")
    taken = centre.on(queued, "transfer_contact", ContactFlowId="to-user", UserId="ben")["ContactId"]
    centre.on(taken, "pause_contact")
    centre.clock.value_ms += HOUR_MS
    centre.on(taken, "resume_contact")
    centre.on(taken, "update_contact", Description="The bill was wrong.")
    references = centre.on(taken, "list_contact_references", ReferenceTypes=["URL"])["ReferenceSummaryList"]
    assert references == [{"Url": {"Name": "bill", "Value": "https://example.com/bill"}}]
    centre.set(taken, refund="12.50")
    centre.on(taken, "tag_contact", Tags={"team": "bills"})
    centre.on(taken, "untag_contact", TagKeys=["team"])
    centre.on(taken, "stop_contact")
    done = centre.contact(taken)
    assert (done["TotalPauseDurationInSeconds"], done["QueuePriority"]) == (3601, 1)
    assert done["InitialContactId"] == call
    assert centre.attributes(call)["refund"] == "12.50"
    return [task, queued, taken]


def a_chat_that_is_continued(centre):
    """Wednesday and Thursday: a chat ends, and goes on in another, which has a copy. The ids of both."""
    chat = centre.begin("start_chat_contact", **caller(), Attributes={"topic": "shoes"}, CustomerId="ana-1")
    centre.on(chat, "create_participant", ParticipantDetails={"ParticipantRole": "CUSTOM_BOT", "DisplayName": "Bot"})
    centre.on(chat, "associate_contact_with_user", UserId="ben")
    centre.set(chat, size="38")
    centre.on(chat, "stop_contact")
    centre.clock.value_ms += 24 * HOUR_MS
    persistent = {"RehydrationType": "ENTIRE_PAST_SESSION", "SourceContactId": chat}
    again = centre.begin("start_chat_contact", **caller(), PersistentChat=persistent)
    centre.set(chat, late="to the first alone")
    centre.set(again, topic="boots")
    assert centre.attributes(again) == {"topic": "boots", "size": "38"}
    assert centre.attributes(chat) == {"topic": "shoes", "size": "38", "late": "to the first alone"}
    assert centre.contact(again)["CustomerId"] == "ana-1"
    third = centre.begin("start_chat_contact", **caller())
    with pytest.raises(ClientError, match="has not ended"):
        centre.do(
            "create_persistent_contact_association",
            InitialContactId=third,
            RehydrationType="FROM_SEGMENT",
            SourceContactId=again,
        )
    return [chat, again]


def calls_and_mail_to_the_customer(centre, task):
    """Friday: a call, a text message and an answer by e-mail. The id of the call, which is to be stopped."""
    call = centre.begin(
        "start_outbound_voice_contact",
        DestinationPhoneNumber="+12065550100",
        ContactFlowId="f",
        QueueId="sales",
        RelatedContactId=task,
    )
    assert centre.attributes(call) == centre.attributes(task)
    raw = {"MessageSourceType": "RAW", "RawMessage": {"Subject": "Hi", "Body": "Hi", "ContentType": "text/plain"}}
    mail = centre.begin(
        "start_email_contact",
        FromEmailAddress={"EmailAddress": "ana@example.com"},
        DestinationEmailAddress="help@example.org",
        EmailMessage=raw,
        Attributes={"topic": "thanks"},
    )
    user = {"UserInfo": {"UserId": "ben"}}
    reply = centre.begin(
        "create_contact", Channel="EMAIL", InitiationMethod="AGENT_REPLY", RelatedContactId=mail, **user
    )
    to = {"EmailAddress": "ana@example.com"}
    centre.on(reply, "start_outbound_email_contact", DestinationEmailAddress=to, EmailMessage=raw)
    centre.on(reply, "stop_contact")
    centre.begin(
        "start_outbound_chat_contact",
        SourceEndpoint={"Type": "CONNECT_PHONENUMBER_ARN", "Address": "arn:aws:connect:us-east-1:1:phone-number/1"},
        DestinationEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
        SegmentAttributes=SMS,
        ContactFlowId="f",
    )
    assert centre.attributes(reply) == {"topic": "thanks"}
    assert centre.tree(reply) == [mail, reply]
    return call


def test_a_week(centre):
    legs = a_call_with_consult_and_callback(centre)
    call = legs[0]
    legs += a_task_that_is_transferred_twice(centre, call)
    chats = a_chat_that_is_continued(centre)
    outbound = calls_and_mail_to_the_customer(centre, legs[-1])
    later_s = centre.clock.value_ms // 1000 + 48 * 3600
    reminder = centre.begin(
        "start_task_contact", Name="Ask Ana", QuickConnectId="ben", RelatedContactId=call, ScheduledTime=later_s
    )
    centre.on(reminder, "update_contact_schedule", ScheduledTime=later_s + 3600)
    centre.on(outbound, "stop_contact")

    centre.clock.value_ms += 14 * 24 * HOUR_MS
    centre.set(call, closed="true")

    assert [centre.attributes(leg)["closed"] for leg in legs] == ["true"] * 7
    for other in (*chats, outbound, reminder):
        assert "closed" not in centre.attributes(other)
    assert centre.contact(reminder)["ConnectedToSystemTimestamp"].timestamp() == later_s + 3600
    assert centre.contact(reminder)["DisconnectReason"] == centre.contact(chats[1])["DisconnectReason"] == "EXPIRED"
    assert centre.contact(legs[-1])["DisconnectReason"] == "API"
    assert centre.contact(legs[-1])["LastUpdateTimestamp"].timestamp() * 1000 == centre.clock.value_ms
    assert centre.tree(outbound) == [*legs, outbound, reminder]
    assert centre.tree(chats[0]) == chats
    assert centre.search(closed="true", language="en") == legs
    assert centre.search(topic="boots") == chats[1:]
