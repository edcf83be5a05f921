import pytest


@pytest.fixture
def create(connect, instance_id):
    def send(**members):
        given = {"InstanceId": instance_id, "Channel": "TASK", "InitiationMethod": "API"}
        return connect.create_contact(**{**given, **members})

    return send


@pytest.fixture
def describe(connect, instance_id):
    return lambda contact_id: connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]


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
        ({"Channel": "FAX"}, "Channel.*VOICE, CHAT, TASK, EMAIL"),
    ],
)
def test_what_cannot_be_created(connect, create, members, message):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=message):
        create(**members)
