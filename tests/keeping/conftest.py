"""A store of its own for each test, time in its hands, and a client that speaks to it in this process."""

import boto3
import pytest

from callslip.bootstrap import opened
from callslip.mock import mock_connect
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from stand_ins import FixedClock


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def settings(tmp_path):
    return Settings(store=str(tmp_path / "store.db"), retention_archive=str(tmp_path / "archive"))


@pytest.fixture
def gateway(settings, clock):
    """The gateway behind the client."""
    names = ("store", "retention_archive")
    with mock_connect(clock, **{name: getattr(settings, name) for name in names}) as mocked:
        yield mocked.gateway


@pytest.fixture
def connect(gateway):
    return boto3.client("connect", region_name="us-east-1")


@pytest.fixture
def kept(settings, gateway, clock):
    """The store as a command opens it: backend and world."""
    with opened(settings, clock) as pair:
        yield pair


@pytest.fixture
def start_task(connect):
    """Begins a task and gives its id."""

    def start(**members):
        given = {"InstanceId": EXAMPLE_INSTANCE_ID, "ContactFlowId": "flow", "Name": "call Ana back"}
        return connect.start_task_contact(**given, **members)["ContactId"]

    return start


@pytest.fixture
def update(connect):
    """UpdateContactAttributes."""

    def send(contact_id, **attributes):
        connect.update_contact_attributes(
            InstanceId=EXAMPLE_INSTANCE_ID, InitialContactId=contact_id, Attributes=attributes
        )

    return send


@pytest.fixture
def attributes_of(connect):
    """GetContactAttributes."""

    def get(contact_id):
        key = {"InstanceId": EXAMPLE_INSTANCE_ID, "InitialContactId": contact_id}
        return connect.get_contact_attributes(**key)["Attributes"]

    return get
