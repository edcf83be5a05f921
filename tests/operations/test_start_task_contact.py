import pytest
from botocore.exceptions import ClientError

from stand_ins import NOW_MS

DAY_MS = 24 * 3_600_000


def test_the_same_token_begins_one_task(clock, start_task):
    first = start_task(ClientToken="t")
    clock.value_ms += 7 * DAY_MS - 1
    assert start_task(ClientToken="t") == first
    clock.value_ms += 1
    assert start_task(ClientToken="t") != first


def test_a_token_counts_within_its_instance(other_instance_id, start_task):
    assert start_task(ClientToken="t") != start_task(ClientToken="t", InstanceId=other_instance_id)


def test_a_refused_request_leaves_no_token(connect, start_task):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start_task(ClientToken="t", PreviousContactId="nobody")
    assert start_task(ClientToken="t")


def test_attributes_given_to_a_later_task_reach_the_whole_chain(start_task, attributes_of):
    first = start_task(Attributes={"a": "1", "b": "1"})
    start_task(PreviousContactId=first, Attributes={"b": "2"})
    assert attributes_of(first) == {"a": "1", "b": "2"}


def test_attributes_over_the_limit_begin_nothing(connect, start_task, attributes_of):
    first = start_task(Attributes={"a": "x" * 32_000})
    with pytest.raises(connect.exceptions.InvalidParameterException):
        start_task(PreviousContactId=first, Attributes={"b": "y" * 1_000})
    with pytest.raises(connect.exceptions.InvalidParameterException):
        start_task(Attributes={"a.b": "1"})
    assert attributes_of(first) == {"a": "x" * 32_000}


def test_previous_and_related_together(connect, start_task):
    other = start_task()
    with pytest.raises(connect.exceptions.InvalidRequestException, match="cannot both be given"):
        start_task(PreviousContactId=other, RelatedContactId=other)


@pytest.mark.parametrize("link", ["PreviousContactId", "RelatedContactId"])
def test_a_link_to_nobody(connect, start_task, link):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        start_task(**{link: "nobody"})


def test_twelve_tasks_in_a_chain_and_no_more(connect, start_task):
    last = start_task()
    for _ in range(11):
        last = start_task(PreviousContactId=last)
    with pytest.raises(connect.exceptions.ServiceQuotaExceededException, match="12") as caught:
        start_task(PreviousContactId=last)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 402


def test_exactly_one_way_to_the_agent(connect, instance_id):
    with pytest.raises(connect.exceptions.InvalidRequestException, match="exactly one"):
        connect.start_task_contact(InstanceId=instance_id, Name="n")
    with pytest.raises(connect.exceptions.InvalidRequestException, match="exactly one"):
        connect.start_task_contact(InstanceId=instance_id, Name="n", ContactFlowId="f", QuickConnectId="q")


def test_by_a_quick_connect(connect, instance_id, describe):
    task = connect.start_task_contact(InstanceId=instance_id, Name="n", QuickConnectId="anybody")
    assert describe(task["ContactId"])["Name"] == "n"


@pytest.mark.parametrize(
    "members",
    [
        {"TaskTemplateId": "x"},
        {"ContactFlowId": "f", "Attachments": [{"FileName": "a", "S3Url": "https://example.com/a"}]},
    ],
)
def test_what_is_not_built_says_so(connect, instance_id, members):
    name = list(members)[-1]
    with pytest.raises(ClientError, match=f"{name} is not served") as caught:
        connect.start_task_contact(InstanceId=instance_id, Name="n", **members)
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


def test_an_attachment_is_no_reference_of_a_new_task(connect, start_task):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="URL, NUMBER, STRING, DATE, EMAIL"):
        start_task(References={"scan": {"Type": "ATTACHMENT", "Value": "x"}})


def test_a_scheduled_task_starts_on_time(clock, start_task, describe):
    task = start_task(ScheduledTime=NOW_MS // 1000 + 3600)
    clock.value_ms += 3_599_000
    assert "ConnectedToSystemTimestamp" not in describe(task)
    clock.value_ms += 10_000
    contact = describe(task)
    assert contact["ConnectedToSystemTimestamp"] == contact["ScheduledTimestamp"]


@pytest.mark.parametrize(
    ("members", "minutes"),
    [
        ({}, 7 * 24 * 60),
        (
            {"SegmentAttributes": {"connect:ContactExpiry": {"ValueMap": {"ExpiryDuration": {"ValueInteger": 135}}}}},
            135,
        ),
    ],
)
def test_a_task_expires(clock, start_task, describe, members, minutes):
    task = start_task(**members)
    clock.value_ms += minutes * 60_000 - 1000
    assert "DisconnectTimestamp" not in describe(task)
    clock.value_ms += 5_000
    contact = describe(task)
    assert contact["DisconnectReason"] == "EXPIRED"
    assert contact["DisconnectTimestamp"].timestamp() * 1000 == NOW_MS + minutes * 60_000


@pytest.mark.parametrize("minutes", [0, 90 * 24 * 60 + 1])
def test_an_expiry_that_is_not_allowed(connect, start_task, minutes):
    expiry = {"connect:ContactExpiry": {"ValueMap": {"ExpiryDuration": {"ValueInteger": minutes}}}}
    with pytest.raises(connect.exceptions.InvalidParameterException, match="129,600 minutes"):
        start_task(SegmentAttributes=expiry)
    with pytest.raises(connect.exceptions.InvalidParameterException, match="nothing was given"):
        start_task(SegmentAttributes={"connect:ContactExpiry": {"ValueInteger": 5}})


@pytest.mark.parametrize("name", ["a b", "a.b", "other:a", "connect:", "ü"])
def test_a_segment_attribute_outside_the_alphabet(connect, start_task, name):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="is no name"):
        start_task(SegmentAttributes={name: {"ValueString": "1"}})


def test_segment_attributes_and_the_customer_go_forward_and_never_back(start_task, start_chat, describe):
    vip = {"vip": {"ValueString": "yes"}}
    chat = start_chat(SegmentAttributes=vip, CustomerId="c-1")["ContactId"]
    task = describe(start_task(PreviousContactId=chat, SegmentAttributes={"own": {"ValueString": "1"}}))
    subtype = {"connect:Subtype": {"ValueString": "connect:Task"}}
    assert task["SegmentAttributes"] == {**subtype, **vip, "own": {"ValueString": "1"}}
    assert task["CustomerId"] == "c-1"
    assert "own" not in describe(chat)["SegmentAttributes"]


@pytest.mark.parametrize(
    ("ahead_ms", "allowed"), [(60_000, True), (6 * DAY_MS, True), (0, False), (6 * DAY_MS + 1000, False)]
)
def test_scheduled_at_most_six_days_ahead(connect, instance_id, start_task, ahead_ms, allowed):
    when_s = (NOW_MS + ahead_ms) // 1000
    if not allowed:
        with pytest.raises(connect.exceptions.InvalidRequestException, match="6 days"):
            start_task(ScheduledTime=when_s)
        return
    contact = connect.describe_contact(InstanceId=instance_id, ContactId=start_task(ScheduledTime=when_s))["Contact"]
    assert contact["ScheduledTimestamp"].timestamp() == when_s
    assert "ConnectedToSystemTimestamp" not in contact


def test_unknown_instance(connect, start_task):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match="No instance"):
        start_task(InstanceId="nowhere")
