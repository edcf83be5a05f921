import pytest


@pytest.fixture
def call(connect, instance_id):
    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "DestinationPhoneNumber": "+12065550100"}
        return connect.start_outbound_voice_contact(**{**given, **members})["ContactId"]

    return start


def test_a_call_with_attributes_and_endpoints(connect, instance_id, call):
    contact_id = call(SourcePhoneNumber="+12065550199", QueueId="queue", Attributes={"a": "1"})
    contact = connect.describe_contact(InstanceId=instance_id, ContactId=contact_id)["Contact"]
    assert contact["Channel"] == "VOICE"
    assert contact["CustomerEndpoint"] == {"Address": "+12065550100", "Type": "TELEPHONE_NUMBER"}
    assert contact["SystemEndpoint"] == {"Address": "+12065550199", "Type": "TELEPHONE_NUMBER"}
    assert contact["QueueInfo"] == {"Id": "queue"}
    assert contact["Attributes"] == {"a": "1"}
    assert "ConnectedToSystemTimestamp" not in contact


def test_a_source_is_needed(connect, call):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="SourcePhoneNumber or QueueId"):
        call()


@pytest.mark.parametrize("number", ["12065550100", "+0", "+1206555010012345678", "call me"])
def test_numbers_that_are_none(connect, call, number):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="DestinationPhoneNumber"):
        call(QueueId="queue", DestinationPhoneNumber=number)


def test_the_same_token_makes_one_call(call):
    assert call(QueueId="q", ClientToken="t") == call(QueueId="q", ClientToken="t")


def test_a_campaign_is_kept_with_its_contact(call, describe):
    assert describe(call(QueueId="queue", TrafficType="CAMPAIGN", CampaignId="spring"))["Campaign"] == {
        "CampaignId": "spring"
    }


def test_an_attachment_is_no_reference_of_a_call(connect, call):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="ATTACHMENT"):
        call(QueueId="queue", References={"a": {"Type": "ATTACHMENT"}})
