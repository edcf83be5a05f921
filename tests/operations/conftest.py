"""Every operation is driven by a real boto3 client, over the mock, with time in the test's hands."""

from datetime import UTC, datetime

import pytest

from flow_documents import text_of
from stand_ins import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def settings():
    """Server settings that differ from the defaults; a test module overrides it."""
    return {}


@pytest.fixture
def connect_settings(clock, settings):
    return {"clock": clock, **settings}


@pytest.fixture
def instance_id(connect_instance_id):
    return connect_instance_id


@pytest.fixture
def start_task(connect, instance_id):
    """Begins a task and gives its id."""

    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "Name": "task"}
        return connect.start_task_contact(**{**given, **members})["ContactId"]

    return start


@pytest.fixture
def start_chat(connect, instance_id):
    """Begins a chat and gives the whole answer."""

    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "ParticipantDetails": {"DisplayName": "Ana"}}
        return connect.start_chat_contact(**{**given, **members})

    return start


@pytest.fixture
def start_call(connect, instance_id):
    """Begins a WebRTC call, connected as an inbound one, and gives its id."""

    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "ParticipantDetails": {"DisplayName": "Ana"}}
        return connect.start_web_rtc_contact(**{**given, **members})["ContactId"]

    return start


@pytest.fixture
def start_email(connect, instance_id):
    """Begins an e-mail from a customer and gives its id."""

    def start(**members):
        raw = {"Subject": "Bill", "Body": "It is wrong.", "ContentType": "text/plain"}
        given = {
            "InstanceId": instance_id,
            "FromEmailAddress": {"EmailAddress": "ana@example.com", "DisplayName": "Ana"},
            "DestinationEmailAddress": "help@example.org",
            "EmailMessage": {"MessageSourceType": "RAW", "RawMessage": raw},
        }
        return connect.start_email_contact(**{**given, **members})["ContactId"]

    return start


@pytest.fixture
def describe(connect, instance_id):
    """What DescribeContact tells of a contact."""
    return lambda contact_id: connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]


@pytest.fixture
def stop(connect, instance_id):
    """StopContact on the ready instance."""
    return lambda contact_id, **more: connect.stop_contact(InstanceId=instance_id, ContactId=contact_id, **more)


@pytest.fixture
def take(connect, instance_id):
    """A user takes a contact; its id again."""

    def associate(contact_id, user_id="ben"):
        connect.associate_contact_with_user(InstanceId=instance_id, ContactId=contact_id, UserId=user_id)
        return contact_id

    return associate


@pytest.fixture
def transfer(connect, instance_id):
    """Hands a contact on; the id of the leg that takes over."""

    def send(contact_id, **members):
        given = {"InstanceId": instance_id, "ContactId": contact_id, "ContactFlowId": "flow"}
        return connect.transfer_contact(**{**given, **members})["ContactId"]

    return send


@pytest.fixture
def attributes_of(connect, instance_id):
    """The attributes that GetContactAttributes answers for a contact."""

    def get(contact_id):
        return connect.get_contact_attributes(InstanceId=instance_id, InitialContactId=contact_id)["Attributes"]

    return get


@pytest.fixture
def update(connect, instance_id):
    """UpdateContactAttributes on the ready instance."""

    def send(contact_id, attributes):
        return connect.update_contact_attributes(
            InstanceId=instance_id, InitialContactId=contact_id, Attributes=attributes
        )

    return send


@pytest.fixture
def other_instance_id(connect):
    """A second instance."""
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    return connect.create_instance(IdentityManagementType="CONNECT_MANAGED", InstanceAlias="other", **flags)["Id"]


@pytest.fixture
def search(connect, instance_id, clock):
    """SearchContacts over the last week; what is given besides `criteria` are members of the request."""

    def ask(criteria=None, **members):
        given = {
            "InstanceId": instance_id,
            "TimeRange": {
                "Type": "INITIATION_TIMESTAMP",
                "StartTime": datetime.fromtimestamp(clock.value_ms / 1000 - 7 * 86_400, UTC),
                "EndTime": datetime.fromtimestamp(clock.value_ms / 1000, UTC),
            },
            "SearchCriteria": criteria or {},
        }
        return connect.search_contacts(**{**given, **members})

    return ask


@pytest.fixture
def begin(start_task, clock):
    """Begins a task a second after the one before."""

    def start(**members):
        clock.value_ms += 1000
        return start_task(**members)

    return start


@pytest.fixture
def flow(make):
    """Stores a flow of these actions; its id."""
    return lambda *actions, kind="CONTACT_FLOW", **more: make.flow(Content=text_of(*actions, **more), Type=kind)


@pytest.fixture
def steps_of(connect_mock):
    """The actions that were done in a contact's flows, in order."""

    def steps(contact_id):
        return [
            effect["identifier"]
            for run in connect_mock.flow_record(contact_id)
            for event in run["Events"]
            for effect in event["effects"]
            if effect["effect"] == "StepTaken"
        ]

    return steps


@pytest.fixture
def reason_of(connect_mock):
    """Why an action of a contact's flows took an error branch."""

    def reason(contact_id, identifier):
        [found] = [
            effect.get("reason")
            for run in connect_mock.flow_record(contact_id)
            for event in run["Events"]
            for effect in event["effects"]
            if effect["effect"] == "StepTaken" and effect["identifier"] == identifier
        ]
        return found

    return reason
