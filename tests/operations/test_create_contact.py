import pytest


@pytest.fixture
def create(connect, instance_id):
    def send(**members):
        given = {"InstanceId": instance_id, "Channel": "TASK", "InitiationMethod": "API"}
        return connect.create_contact(**{**given, **members})

    return send


def test_a_transfer_leg_shares_the_first_contacts_attributes(create, describe, start_task, update, attributes_of):
    first = start_task(Attributes={"a": "1"})
    leg = create(Channel="VOICE", InitiationMethod="TRANSFER", PreviousContactId=first)
    update(leg["ContactId"], {"b": "2"})
    assert attributes_of(first) == {"a": "1", "b": "2"}
    described = describe(leg["ContactId"])
    assert described["InitialContactId"] == described["PreviousContactId"] == first
    assert described["Arn"] == leg["ContactArn"]


def test_a_completed_task(create, describe):
    contact = describe(create(InitiateAs="COMPLETED", UserInfo={"UserId": "ana"})["ContactId"])
    assert contact["DisconnectTimestamp"] == contact["InitiationTimestamp"]
    assert contact["AgentInfo"]["Id"] == "ana"


def test_the_same_token_makes_one_contact(create):
    assert create(ClientToken="t")["ContactId"] == create(ClientToken="t")["ContactId"]


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"Channel": "CHAT"}, "Channel: CHAT is not supported"),
        ({"Channel": "VOICE"}, "InitiationMethod: API is not supported for the channel VOICE"),
        ({"Channel": "EMAIL", "InitiationMethod": "INBOUND"}, "Allowed: OUTBOUND, AGENT_REPLY, FLOW"),
        ({"Channel": "EMAIL", "InitiationMethod": "FLOW", "InitiateAs": "COMPLETED"}, "tasks only"),
        ({"PreviousContactId": "x"}, "only voice contacts follow"),
        ({"Channel": "VOICE", "InitiationMethod": "CALLBACK"}, "PreviousContactId is required"),
        ({"Channel": "EMAIL", "InitiationMethod": "OUTBOUND"}, "a UserId is required"),
        ({"InitiateAs": "CONNECTED_TO_USER"}, "a UserId is required"),
        ({"ExpiryDurationInMinutes": 0}, "1 to 129,600 minutes"),
        ({"References": {"a": {"Type": "EMAIL_MESSAGE"}}}, "EMAIL, ATTACHMENT"),
        ({"Channel": "FAX"}, "Channel.*VOICE, CHAT, TASK, EMAIL"),
    ],
)
def test_what_cannot_be_created(connect, create, members, message):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=message):
        create(**members)


def test_connected_to_a_user(create, describe):
    contact = describe(create(InitiateAs="CONNECTED_TO_USER", UserInfo={"UserId": "ana"})["ContactId"])
    assert contact["AgentInfo"]["ConnectedToAgentTimestamp"] == contact["InitiationTimestamp"]
    assert contact["SegmentAttributes"]["connect:Subtype"] == {"ValueString": "connect:ExternalTask"}


def test_an_expiry(clock, create, describe):
    task = create(ExpiryDurationInMinutes=5)["ContactId"]
    clock.value_ms += 5 * 60_000
    assert describe(task)["DisconnectReason"] == "EXPIRED"


def test_a_callback_is_a_child_of_its_call_and_waits_in_its_queue(
    connect, instance_id, create, start_call, describe, stop, take, update, attributes_of
):
    call = start_call(Attributes={"a": "1"})
    callback = create(Channel="VOICE", InitiationMethod="CALLBACK", PreviousContactId=call)["ContactId"]
    stop(call)
    update(callback, {"b": "2"})
    assert attributes_of(call) == {"a": "1", "b": "2"}
    contact = describe(callback)
    assert (contact["InitialContactId"], contact["PreviousContactId"]) == (call, call)
    assert contact["QueueInfo"]["EnqueueTimestamp"] == contact["InitiationTimestamp"]
    take(callback)
    stop(callback)
    assert describe(callback)["DisconnectReason"] == "OTHER"


def test_a_callback_that_nobody_takes_leaves_the_queue_after_seven_days(clock, create, start_call, describe, take):
    call = start_call()
    given = {"Channel": "VOICE", "InitiationMethod": "CALLBACK", "PreviousContactId": call}
    left, taken = create(**given)["ContactId"], take(create(**given)["ContactId"])
    clock.value_ms += 7 * 24 * 3_600_000
    assert describe(left)["DisconnectReason"] == "OTHER"
    assert "DisconnectTimestamp" not in describe(taken)
