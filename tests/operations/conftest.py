"""Every operation is driven by a real boto3 client, over the mock, with time in the test's hands."""

import pytest

from stand_ins import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def settings():
    """Server settings that differ from the defaults; a test module overrides it."""
    return {}


@pytest.fixture
def connect_settings(clock, settings):
    return {"clock": clock, **settings}


@pytest.fixture
def instance_id(connect_instance_id):
    return connect_instance_id


@pytest.fixture
def start_task(connect, instance_id):
    """Begins a task and gives its id."""

    def start(**members):
        given = {"InstanceId": instance_id, "ContactFlowId": "flow", "Name": "task"}
        return connect.start_task_contact(**{**given, **members})["ContactId"]

    return start


@pytest.fixture
def attributes_of(connect, instance_id):
    """The attributes that GetContactAttributes answers for a contact."""

    def get(contact_id):
        return connect.get_contact_attributes(InstanceId=instance_id, InitialContactId=contact_id)["Attributes"]

    return get


@pytest.fixture
def update(connect, instance_id):
    """UpdateContactAttributes on the ready instance."""

    def send(contact_id, attributes):
        return connect.update_contact_attributes(
            InstanceId=instance_id, InitialContactId=contact_id, Attributes=attributes
        )

    return send


@pytest.fixture
def other_instance_id(connect):
    """A second instance."""
    flags = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    return connect.create_instance(IdentityManagementType="CONNECT_MANAGED", InstanceAlias="other", **flags)["Id"]
