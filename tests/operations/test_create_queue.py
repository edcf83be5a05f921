import pytest


def test_makes_a_queue_with_an_arn(ask, make, instance_id):
    answer = ask("create_queue", Name="Support", HoursOfOperationId=make.hours())
    base = f"arn:aws:connect:us-east-1:123456789012:instance/{instance_id}/queue"
    assert answer["QueueArn"] == f"{base}/{answer['QueueId']}"


def test_keeps_what_is_given(ask, make):
    hours_id, quick_connect_id = make.hours(), make.quick_connect()
    given = {
        "Description": "Zweite Ebene ✓",
        "OutboundCallerConfig": {"OutboundCallerIdName": "Support"},
        "MaxContacts": 0,
        "Tags": {"team": "west"},
    }
    queue_id = make.queue(Name="Support", HoursOfOperationId=hours_id, QuickConnectIds=[quick_connect_id], **given)
    queue = ask("describe_queue", QueueId=queue_id)["Queue"]
    assert {name: queue[name] for name in given} == given
    assert (queue["Status"], queue["HoursOfOperationId"]) == ("ENABLED", hours_id)
    listed = ask("list_queue_quick_connects", QueueId=queue_id)["QuickConnectSummaryList"]
    assert [each["Id"] for each in listed] == [quick_connect_id]


def test_an_arn_of_hours_is_kept_as_their_id(ask, make):
    hours = ask("describe_hours_of_operation", HoursOfOperationId=make.hours())["HoursOfOperation"]
    queue_id = make.queue(HoursOfOperationId=hours["HoursOfOperationArn"])
    assert ask("describe_queue", QueueId=queue_id)["Queue"]["HoursOfOperationId"] == hours["HoursOfOperationId"]


def test_a_name_is_taken_once(connect, make, names_of):
    make.queue(Name="Support")
    with pytest.raises(connect.exceptions.DuplicateResourceException, match="Name"):
        make.queue(Name="Support")
    assert names_of("list_queues", "QueueSummaryList").count("Support") == 1


@pytest.mark.parametrize("wrong", [{"HoursOfOperationId": "x"}, {"QuickConnectIds": ["x"]}])
def test_what_it_names_must_be_there(connect, make, wrong):
    with pytest.raises(connect.exceptions.ResourceNotFoundException, match=next(iter(wrong))[:12]):
        make.queue(**wrong)


@pytest.mark.parametrize("wrong", [{"Name": "x" * 128}, {"Description": "x" * 251}, {"Tags": {"aws:x": "y"}}])
def test_members_that_the_model_refuses(connect, make, wrong):
    with pytest.raises(connect.exceptions.InvalidParameterException, match=next(iter(wrong))):
        make.queue(**wrong)


def test_e_mail_addresses_are_not_served(connect, make):
    with pytest.raises(connect.exceptions.ClientError, match=r"NotImplementedException.*EmailAddressesConfig"):
        make.queue(EmailAddressesConfig=[{"EmailAddressId": "e"}])


@pytest.mark.slow
def test_a_hundred_queues_at_most(connect, ask, make):
    hours_id = make.hours()
    for _ in range(100 - len(ask("list_queues")["QueueSummaryList"])):
        make.queue(HoursOfOperationId=hours_id)
    with pytest.raises(connect.exceptions.LimitExceededException, match="100"):
        make.queue(HoursOfOperationId=hours_id)
