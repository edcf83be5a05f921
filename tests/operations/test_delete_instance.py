import pytest


def test_everything_in_it_goes(connect, instance_id, start_task, attributes_of):
    contact_id = start_task(Attributes={"a": "1"}, ClientToken="t")
    connect.delete_instance(InstanceId=instance_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.describe_instance(InstanceId=instance_id)
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        attributes_of(contact_id)


def test_other_instances_stay(connect, instance_id, other_instance_id, start_task):
    kept = start_task(InstanceId=other_instance_id, Attributes={"a": "1"})
    connect.delete_instance(InstanceId=instance_id)
    found = connect.get_contact_attributes(InstanceId=other_instance_id, InitialContactId=kept)
    assert found["Attributes"] == {"a": "1"}


def test_unknown(connect):
    with pytest.raises(connect.exceptions.ResourceNotFoundException):
        connect.delete_instance(InstanceId="nowhere")
