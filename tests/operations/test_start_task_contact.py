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


@pytest.mark.parametrize("way", ["QuickConnectId", "TaskTemplateId"])
def test_what_is_not_built_says_so(connect, instance_id, way):
    with pytest.raises(ClientError, match=f"{way} is not served") as caught:
        connect.start_task_contact(InstanceId=instance_id, Name="n", **{way: "x"})
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 501


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
