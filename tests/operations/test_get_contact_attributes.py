import pytest


def test_no_attributes_is_an_empty_map(start_task, attributes_of):
    assert attributes_of(start_task()) == {}


def test_attributes_given_at_the_start(start_task, attributes_of):
    assert attributes_of(start_task(Attributes={"name": "Ana"})) == {"name": "Ana"}


def test_unknown_contact(connect, attributes_of):
    with pytest.raises(connect.exceptions.ResourceNotFoundException) as caught:
        attributes_of("nobody")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_a_contact_of_another_instance_is_unknown(connect, other_instance_id, start_task):
    contact_id = start_task()
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.get_contact_attributes(InstanceId=other_instance_id, InitialContactId=contact_id)


@pytest.mark.parametrize("contact_id", ["a/b", "a b", "a%2Fb", "ä", "a+b", "a?b#c"])
def test_ids_with_reserved_characters_travel_unharmed(connect, attributes_of, contact_id):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        attributes_of(contact_id)


@pytest.mark.parametrize("contact_id", [".", ".."])
def test_dots_are_refused(connect, attributes_of, contact_id):
    with pytest.raises(connect.exceptions.InvalidRequestException):
        attributes_of(contact_id)
