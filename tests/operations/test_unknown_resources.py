"""With unknown_resources = refuse, every contact operation refuses ids of resources that the instance does not have."""

import pytest
from botocore.exceptions import ClientError

from callslip.operation import Operations
from callslip.protocol.model import load_model

RAW_EMAIL = {"MessageSourceType": "RAW", "RawMessage": {"Subject": "a", "Body": "b", "ContentType": "text/plain"}}
CHAT = {"ParticipantDetails": {"DisplayName": "Ana"}}
NUMBER = {"DestinationPhoneNumber": "+12065550100"}
EMAIL = {
    "FromEmailAddress": {"EmailAddress": "ana@example.com"},
    "DestinationEmailAddress": "help@example.org",
    "EmailMessage": RAW_EMAIL,
}
SMS = {
    "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "a"},
    "DestinationEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
    "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
}


def asking_for(user_id):
    """Routing criteria that ask for a user, one level down."""
    condition = {"AttributeCondition": {"MatchCriteria": {"AgentsCriteria": {"AgentIds": [user_id]}}}}
    return {"Steps": [{"Expression": {"OrExpression": [condition]}}]}


# Operation, the contact it needs, the other members, where the id goes, and whose it is.
NAMING = [
    ("start_outbound_voice_contact", None, {**NUMBER, "QueueId": "{queue}"}, "ContactFlowId", "flow"),
    ("start_outbound_voice_contact", None, {**NUMBER, "ContactFlowId": "{flow}"}, "QueueId", "queue"),
    ("start_chat_contact", None, CHAT, "ContactFlowId", "flow"),
    ("start_task_contact", None, {"Name": "a"}, "ContactFlowId", "flow"),
    ("start_task_contact", None, {"Name": "a"}, "QuickConnectId", "quick_connect"),
    ("start_web_rtc_contact", None, CHAT, "ContactFlowId", "flow"),
    ("start_email_contact", None, EMAIL, "ContactFlowId", "flow"),
    ("start_outbound_chat_contact", None, SMS, "ContactFlowId", "flow"),
    (
        "create_contact",
        None,
        {"Channel": "TASK", "InitiationMethod": "API", "InitiateAs": "CONNECTED_TO_USER"},
        "UserInfo.UserId",
        "user",
    ),
    ("transfer_contact", "task", {}, "ContactFlowId", "flow"),
    ("transfer_contact", "task", {"ContactFlowId": "{flow}"}, "QueueId", "queue"),
    ("transfer_contact", "task", {"ContactFlowId": "{flow}"}, "UserId", "user"),
    ("associate_contact_with_user", "task", {}, "UserId", "user"),
    ("dismiss_user_contact", "ended", {}, "UserId", "user"),
    ("monitor_contact", "taken", {}, "UserId", "user"),
    ("pause_contact", "task", {}, "ContactFlowId", "flow"),
    ("resume_contact", "paused", {}, "ContactFlowId", "flow"),
    ("update_contact", "external", {}, "QueueInfo.Id", "queue"),
    ("update_contact", "external", {}, "UserInfo.UserId", "user"),
    ("update_contact_routing_data", "task", {}, "RoutingCriteria", "user"),
]


@pytest.fixture
def settings():
    return {"unknown_resources": "refuse"}


@pytest.fixture
def stored(make):
    """The id of one resource of each kind; the flow is there and does not run."""
    ids = {"queue": make.queue(), "user": make.user(), "quick_connect": make.quick_connect()}
    return {**ids, "flow": make.flow(Status="SAVED")}


@pytest.fixture
def contact(ask, stored):
    """Makes a contact in the state that an operation needs; None for no contact."""

    def make_contact(state):
        if state is None:
            return {}
        if state == "external":
            return {"ContactId": ask("create_contact", Channel="VOICE", InitiationMethod="TRANSFER")["ContactId"]}
        operation, more = ("start_chat_contact", CHAT) if state in {"taken", "ended"} else _TASK
        contact_id = ask(operation, ContactFlowId=stored["flow"], **more)["ContactId"]
        if state in {"taken", "ended"}:
            ask("associate_contact_with_user", ContactId=contact_id, UserId=stored["user"])
        if state == "ended":
            ask("stop_contact", ContactId=contact_id)
        if state == "paused":
            ask("pause_contact", ContactId=contact_id)
        return {"ContactId": contact_id}

    return make_contact


_TASK = ("start_task_contact", {"Name": "task"})


def naming(member, resource_id):
    if member == "RoutingCriteria":
        return {member: asking_for(resource_id)}
    name, _, inner = member.partition(".")
    return {name: {inner: resource_id} if inner else resource_id}


@pytest.mark.parametrize(
    ("operation", "state", "members", "member", "kind"), NAMING, ids=[f"{each[0]}-{each[3]}" for each in NAMING]
)
def test_what_is_stored_is_taken_and_nothing_else(ask, contact, stored, operation, state, members, member, kind):
    members = {name: value.format(**stored) if isinstance(value, str) else value for name, value in members.items()}
    members |= contact(state)
    with pytest.raises(ClientError, match=r"No .* '?nowhere") as refused:
        ask(operation, **members, **naming(member, "nowhere"))
    assert refused.value.response["Error"]["Code"] == "ResourceNotFoundException"
    ask(operation, **members, **naming(member, stored[kind]))


def test_a_dial_request_fails_alone(ask, stored):
    def request(number, queue_id):
        return {
            "RequestIdentifier": number,
            "QueueId": queue_id,
            "Campaign": {"CampaignId": "a"},
            "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"},
        }

    requests = [request("1", "nowhere"), request("2", stored["queue"])]
    answer = ask("batch_put_contact", ContactDataRequestList=requests)
    [failed], [succeeded] = answer["FailedRequestList"], answer["SuccessfulRequestList"]
    assert (failed["RequestIdentifier"], failed["FailureReasonCode"]) == ("1", "INVALID_QUEUE")
    assert succeeded["RequestIdentifier"] == "2"


def test_a_version_of_a_flow_names_the_flow(ask, stored, start_task):
    start_task(ContactFlowId=f"{stored['flow']}:$LATEST")


def test_the_table_has_every_place_that_names_a_resource():
    """Whatever contact operation is served, and bears such a member in its request, is in the table above."""
    names = {"QueueId", "UserId", "ContactFlowId", "QuickConnectId", "QueueInfo", "UserInfo", "RoutingCriteria"}
    operations = load_model().operations.values()
    served = [each for each in operations if each.function_name in Operations() and each.input]
    found = {
        (each.function_name, name)
        for each in served
        for name in names & each.input.members.keys()
        if "ContactId" in {*each.input.members, *(each.output.members if each.output else ())}
    }
    assert found == {(operation, member.partition(".")[0]) for operation, _, _, member, _ in NAMING}
