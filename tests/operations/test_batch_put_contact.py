import pytest

PHONE = {"Type": "TELEPHONE_NUMBER", "Address": "+12065550100"}
GOOD = {"CustomerEndpoint": PHONE, "QueueId": "queue", "Campaign": {"CampaignId": "spring"}}


@pytest.fixture
def put(connect, instance_id):
    def send(*items, **members):
        given = {"InstanceId": instance_id, "ContactDataRequestList": list(items)}
        return connect.batch_put_contact(**{**given, **members})

    return send


def test_good_requests_become_queued_contacts(put, describe, attributes_of):
    answer = put({**GOOD, "Attributes": {"a": "1"}, "RequestIdentifier": "r1"}, {**GOOD, "RequestIdentifier": "r2"})
    assert answer["FailedRequestList"] == []
    first, second = answer["SuccessfulRequestList"]
    assert (first["RequestIdentifier"], second["RequestIdentifier"]) == ("r1", "r2")
    contact = describe(first["ContactId"])
    assert contact["QueueInfo"]["Id"] == "queue"
    assert contact["QueueInfo"]["EnqueueTimestamp"] == contact["InitiationTimestamp"]
    assert contact["Campaign"] == {"CampaignId": "spring"}
    assert contact["CustomerEndpoint"] == PHONE
    assert attributes_of(first["ContactId"]) == {"a": "1"}


def test_a_number_to_call_from_is_enough(put, describe):
    item = {**without("QueueId"), "SystemEndpoint": PHONE}
    contact = describe(put(item)["SuccessfulRequestList"][0]["ContactId"])
    assert contact["SystemEndpoint"] == PHONE
    assert "QueueInfo" not in contact


def without(name):
    return {key: value for key, value in GOOD.items() if key != name}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({**GOOD, "Attributes": {"a b": "1"}}, "INVALID_ATTRIBUTE_KEY"),
        ({**GOOD, "Attributes": {"a": "x" * 32_767, "b": "y"}}, "INVALID_ATTRIBUTE_KEY"),
        ({**GOOD, "CustomerEndpoint": {"Type": "VOIP", "Address": "a"}}, "INVALID_CUSTOMER_ENDPOINT"),
        ({**GOOD, "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER"}}, "INVALID_CUSTOMER_ENDPOINT"),
        ({**GOOD, "SystemEndpoint": {"Type": "VOIP", "Address": "a"}}, "INVALID_SYSTEM_ENDPOINT"),
        (without("Campaign"), "MISSING_CAMPAIGN"),
        (without("CustomerEndpoint"), "MISSING_CUSTOMER_ENDPOINT"),
        (without("QueueId"), "MISSING_QUEUE_ID_AND_SYSTEM_ENDPOINT"),
        ({"Attributes": {"a b": "1"}}, "INVALID_ATTRIBUTE_KEY"),
        ({}, "MISSING_CAMPAIGN"),
    ],
)
def test_a_bad_request_fails_alone_and_by_the_first_reason_of_the_model(put, item, code):
    answer = put({**item, "RequestIdentifier": "bad"}, {**GOOD, "RequestIdentifier": "good"})
    assert [each["RequestIdentifier"] for each in answer["SuccessfulRequestList"]] == ["good"]
    (failure,) = answer["FailedRequestList"]
    assert (failure["RequestIdentifier"], failure["FailureReasonCode"]) == ("bad", code)
    assert failure["FailureReasonMessage"]


def test_an_identifier_counts_once(put):
    answer = put({**GOOD, "RequestIdentifier": "r"}, {**GOOD, "RequestIdentifier": "r"}, GOOD, GOOD)
    assert len(answer["SuccessfulRequestList"]) == 3
    assert [each["FailureReasonCode"] for each in answer["FailedRequestList"]] == ["IDEMPOTENCY_EXCEPTION"]


def test_the_same_token_gives_the_same_contacts(put):
    first, second = put(GOOD, ClientToken="t"), put(GOOD, ClientToken="t")
    assert first["SuccessfulRequestList"] == second["SuccessfulRequestList"]


def test_what_is_refused_as_a_whole(connect, put):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="ContactDataRequestList"):
        put(*[GOOD] * 26)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        put(GOOD, InstanceId="nowhere")
