"""ClientToken in every operation that has one: the same request, another one with the token, and after seven days."""

import pytest
from botocore.exceptions import ClientError

from callslip.domain.client_token import COMPARING, KEPT_MS
from callslip.operation import Operations
from callslip.protocol.model import load_model
from resource_fixtures import FLOW_CONTENT

MODEL = load_model()
ANA = {"ParticipantDetails": {"DisplayName": "Ana"}}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
RAW = {"MessageSourceType": "RAW", "RawMessage": {"Subject": "a", "Body": "b", "ContentType": "text/plain"}}
DIAL = {"Campaign": {"CampaignId": "a"}, "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}}
SMS = {
    "SourceEndpoint": {"Type": "CONNECT_PHONENUMBER_ARN", "Address": "a"},
    "SegmentAttributes": {"connect:Subtype": {"ValueString": "connect:SMS"}},
}
TO = {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}
MANAGED = {"IdentityManagementType": "CONNECT_MANAGED", "InboundCallsEnabled": True, "OutboundCallsEnabled": True}
BOT = {"ParticipantDetails": {"ParticipantRole": "CUSTOM_BOT"}}

# Each operation: the contact it is about, its members, and what another request says instead.
BEARING = {
    "AssociateLambdaFunction": (None, {"FunctionArn": FUNCTION}, {"FunctionArn": f"{FUNCTION}2"}),
    "BatchPutContact": (
        None,
        {"ContactDataRequestList": [{**DIAL, "QueueId": "a"}]},
        {"ContactDataRequestList": [{**DIAL, "QueueId": "b"}]},
    ),
    "CreateContact": (None, {"Channel": "TASK", "InitiationMethod": "API"}, {"Name": "other"}),
    "CreateContactFlowModule": (None, {"Name": "a", "Content": FLOW_CONTENT}, {"Name": "b"}),
    "CreateInstance": (None, {**MANAGED, "InstanceAlias": "a"}, {"InstanceAlias": "b"}),
    "CreateParticipant": ("chat", BOT, {"ParticipantDetails": {"ParticipantRole": "CUSTOM_BOT", "DisplayName": "b"}}),
    "CreatePersistentContactAssociation": (
        "continued",
        {"RehydrationType": "FROM_SEGMENT"},
        {"RehydrationType": "ENTIRE_PAST_SESSION"},
    ),
    "DeleteInstance": (None, {}, {}),
    "DisassociateLambdaFunction": ("associated", {"FunctionArn": FUNCTION}, {"FunctionArn": f"{FUNCTION}2"}),
    "MonitorContact": ("taken", {"UserId": "eve"}, {"UserId": "joe"}),
    "StartChatContact": (None, {"ContactFlowId": "a", **ANA}, {"ContactFlowId": "b"}),
    "StartEmailContact": (
        None,
        {
            "FromEmailAddress": {"EmailAddress": "ana@example.com"},
            "DestinationEmailAddress": "help@example.org",
            "EmailMessage": RAW,
        },
        {"Name": "other"},
    ),
    "StartOutboundChatContact": (
        None,
        {"ContactFlowId": "a", "DestinationEndpoint": TO, **SMS},
        {"ContactFlowId": "b"},
    ),
    "StartOutboundEmailContact": (
        "reply",
        {"DestinationEmailAddress": {"EmailAddress": "ana@example.com"}, "EmailMessage": RAW},
        {"DestinationEmailAddress": {"EmailAddress": "eve@example.com"}},
    ),
    "StartOutboundVoiceContact": (
        None,
        {"ContactFlowId": "a", "QueueId": "q", "DestinationPhoneNumber": "+12065550100"},
        {"QueueId": "r"},
    ),
    "StartTaskContact": (None, {"ContactFlowId": "a", "Name": "a"}, {"Name": "b"}),
    "StartWebRTCContact": (None, {"ContactFlowId": "a", **ANA}, {"ContactFlowId": "b"}),
    "TransferContact": ("task", {"ContactFlowId": "a"}, {"ContactFlowId": "b"}),
    "UpdateInstanceAttribute": (None, {"AttributeType": "CONTACTFLOW_LOGS", "Value": "true"}, {"Value": "false"}),
}


@pytest.fixture
def about(ask, start_task, start_chat, take, stop):
    """The members that name the contact an operation is about."""

    def chat():
        return start_chat()["ContactId"]

    def continued():
        past = chat()
        stop(past)
        return {"InitialContactId": chat(), "SourceContactId": past}

    def reply():
        method = {"Channel": "EMAIL", "InitiationMethod": "OUTBOUND", "UserInfo": {"UserId": "ben"}}
        return {"ContactId": ask("create_contact", **method)["ContactId"]}

    def associated():
        ask("associate_lambda_function", FunctionArn=FUNCTION)
        return {}

    made = {
        None: dict,
        "associated": associated,
        "chat": lambda: {"ContactId": chat()},
        "continued": continued,
        "reply": reply,
        "taken": lambda: {"ContactId": take(chat())},
        "task": lambda: {"ContactId": start_task()},
    }
    return lambda state: made[state]()


@pytest.fixture
def send(connect, instance_id, about):
    """Prepares an operation; gives a function that sends it with token t: its answer, or the code of its error."""

    def prepare(name):
        operation = MODEL.operations[name]
        state, members, _ = BEARING[name]
        members = {**members, **about(state), "ClientToken": "t"}
        if "InstanceId" in operation.input.members:
            members["InstanceId"] = instance_id

        def perform(**other):
            try:
                answer = getattr(connect, operation.function_name)(**{**members, **other})
            except ClientError as error:
                return error.response["Error"]["Code"]
            return {name: value for name, value in answer.items() if name != "ResponseMetadata"}

        return perform

    return prepare


def test_the_table_has_every_operation_with_a_token():
    served = Operations()
    bearing = {
        each.name
        for each in MODEL.operations.values()
        if each.function_name in served and each.input and "ClientToken" in each.input.members
    }
    assert BEARING.keys() == bearing
    assert {name for name in bearing if "IdempotencyException" in MODEL.operations[name].errors} == COMPARING


@pytest.mark.parametrize("name", BEARING)
def test_the_same_request_is_answered_as_at_first_for_seven_days(send, clock, name):
    perform = send(name)
    first = perform()
    assert not isinstance(first, str), first
    assert perform() == first
    clock.value_ms += KEPT_MS - 1
    assert perform() == first


@pytest.mark.parametrize("name", sorted(BEARING.keys() - {"DeleteInstance"}))
def test_another_request_with_the_token(send, name):
    """It is refused where the model has an error for it; else it is taken for the same request."""
    perform, other = send(name), BEARING[name][2]
    first = perform()
    assert perform(**other) == ("IdempotencyException" if name in COMPARING else first)
    assert perform() == first
    assert perform(**other, ClientToken="u") != "IdempotencyException"


@pytest.mark.parametrize("name", sorted(BEARING.keys() - {"UpdateInstanceAttribute"}))
def test_an_expired_token_is_a_new_one(send, clock, name):
    """What was done cannot always be done again; then it is an error, and not the first answer."""
    perform = send(name)
    first = perform()
    clock.value_ms += KEPT_MS
    assert perform() not in ("IdempotencyException", first)


def test_a_switch_is_set_again_when_the_token_has_expired(send, clock, ask):
    perform = send("UpdateInstanceAttribute")
    perform()
    clock.value_ms += KEPT_MS
    perform(Value="false")
    [value] = [
        each["Value"] for each in ask("list_instance_attributes")["Attributes"] if "LOGS" in each["AttributeType"]
    ]
    assert value == "false"


def test_a_token_counts_in_one_instance_and_one_operation(connect, send, instance_id, other_instance_id):
    perform = send("StartTaskContact")
    assert perform() != perform(InstanceId=other_instance_id)
    assert send("StartChatContact")()["ContactId"] != perform()["ContactId"]
    send("DeleteInstance")()
    connect.delete_instance(InstanceId=other_instance_id, ClientToken="t")
    assert connect.list_instances()["InstanceSummaryList"] == []


def test_a_request_that_failed_may_come_again_as_another(send):
    perform = send("CreateContact")
    assert perform(Channel="CHAT") == "InvalidParameterException"
    assert "ContactId" in perform()


def test_the_instance_may_be_named_by_its_arn_when_a_request_is_repeated(send, instance_id):
    perform = send("CreateContact")
    assert perform() == perform(InstanceId=f"arn:aws:connect:us-east-1:123456789012:instance/{instance_id}")
