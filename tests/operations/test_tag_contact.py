import pytest


@pytest.fixture
def tag(connect, instance_id):
    return lambda contact_id, tags: connect.tag_contact(InstanceId=instance_id, ContactId=contact_id, Tags=tags)


@pytest.fixture
def tags_of(instance_id, describe):
    """The user's tags of a contact; those of the service are there as well."""

    def get(contact_id):
        tags = describe(contact_id)["Tags"]
        assert tags.pop("aws:connect:instanceId") == instance_id
        return tags

    return get


def test_tags_are_added_and_replaced(start_task, stop, tag, tags_of):
    task = start_task()
    tag(task, {"team": "west", "cost": "1"})
    stop(task)
    tag(task, {"cost": "2", "empty": ""})
    assert tags_of(task) == {"team": "west", "cost": "2", "empty": ""}


def test_tags_are_a_contacts_own(start_task, tag, tags_of):
    first = start_task()
    second = start_task(PreviousContactId=first)
    tag(second, {"team": "west"})
    assert tags_of(first) == {}


def test_the_number_called_is_a_tag_of_the_service(connect, instance_id, describe):
    call = connect.start_outbound_voice_contact(
        InstanceId=instance_id,
        ContactFlowId="f",
        DestinationPhoneNumber="+12065550100",
        SourcePhoneNumber="+12065550101",
    )["ContactId"]
    assert describe(call)["Tags"]["aws:connect:systemEndpoint"] == "+12065550101"


def test_six_tags_and_no_more(connect, start_task, tag, tags_of):
    task = start_task()
    six = dict.fromkeys("abcdef", "1")
    tag(task, six)
    with pytest.raises(connect.exceptions.InvalidParameterException, match="would have 7 tags"):
        tag(task, {"g": "1"})
    assert tags_of(task) == six


@pytest.mark.parametrize("tags", [{"aws:x": "1"}, {"a b": "1"}, {"a": "x" * 257}])
def test_keys_and_values_that_are_not_allowed(connect, start_task, tag, tags):
    with pytest.raises(connect.exceptions.InvalidParameterException, match="Tags"):
        tag(start_task(), tags)


def test_nobody(connect, tag):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        tag("nobody", {"a": "1"})
