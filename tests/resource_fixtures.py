"""Resources for tests of operations, made through the API: `make.queue()` gives the id of a new queue."""

import itertools
import json

import pytest

WHOLE_DAY = {"Day": "MONDAY", "StartTime": {"Hours": 9, "Minutes": 0}, "EndTime": {"Hours": 17, "Minutes": 0}}
FLOW_CONTENT = json.dumps(
    {
        "Version": "2019-10-30",
        "StartAction": "end",
        "Actions": [{"Identifier": "end", "Type": "DisconnectParticipant", "Parameters": {}, "Transitions": {}}],
    }
)


class Maker:
    """Makes resources with as little as the API asks for; members given win, names are made up."""

    def __init__(self, connect, instance_id):
        self._connect = connect
        self._instance_id = instance_id
        self._numbers = itertools.count(1)

    def _create(self, _operation, _id, given, **members):
        answer = getattr(self._connect, _operation)(InstanceId=self._instance_id, **{**given, **members})
        return answer[_id] if _id else None

    def _name(self):
        return f"made {next(self._numbers)}"

    def hours(self, **members):
        given = {"Name": self._name(), "TimeZone": "UTC", "Config": [WHOLE_DAY]}
        return self._create("create_hours_of_operation", "HoursOfOperationId", given, **members)

    def queue(self, **members):
        if "HoursOfOperationId" not in members:
            members["HoursOfOperationId"] = self.hours()
        return self._create("create_queue", "QueueId", {"Name": self._name()}, **members)

    def routing_profile(self, **members):
        if "DefaultOutboundQueueId" not in members:
            members["DefaultOutboundQueueId"] = self.queue()
        given = {
            "Name": self._name(),
            "Description": "made",
            "MediaConcurrencies": [{"Channel": "VOICE", "Concurrency": 1}],
        }
        return self._create("create_routing_profile", "RoutingProfileId", given, **members)

    def security_profile(self, **members):
        return self._create(
            "create_security_profile", "SecurityProfileId", {"SecurityProfileName": self._name()}, **members
        )

    def user(self, **members):
        if "RoutingProfileId" not in members:
            members["RoutingProfileId"] = self.routing_profile()
        if "SecurityProfileIds" not in members:
            members["SecurityProfileIds"] = [self.security_profile()]
        given = {
            "Username": self._name(),
            "Password": "Secret-123",
            "IdentityInfo": {"FirstName": "Ana", "LastName": "Silva"},
        }
        return self._create("create_user", "UserId", given, **members)

    def agent_status(self, **members):
        return self._create(
            "create_agent_status", "AgentStatusId", {"Name": self._name(), "State": "ENABLED"}, **members
        )

    def quick_connect(self, **members):
        config = {"QuickConnectType": "PHONE_NUMBER", "PhoneConfig": {"PhoneNumber": "+12065550100"}}
        given = {"Name": self._name(), "QuickConnectConfig": config}
        return self._create("create_quick_connect", "QuickConnectId", given, **members)

    def predefined_attribute(self, **members):
        name = members.setdefault("Name", self._name())
        self._create("create_predefined_attribute", None, {"Values": {"StringList": ["a", "b"]}}, **members)
        return name

    def flow(self, **members):
        given = {"Name": self._name(), "Type": "CONTACT_FLOW", "Content": FLOW_CONTENT}
        return self._create("create_contact_flow", "ContactFlowId", given, **members)

    def module(self, **members):
        return self._create(
            "create_contact_flow_module", "Id", {"Name": self._name(), "Content": FLOW_CONTENT}, **members
        )


@pytest.fixture
def make(connect, instance_id):
    """Makes resources in the instance that is ready."""
    return Maker(connect, instance_id)


@pytest.fixture
def ask(connect, instance_id):
    """Performs an operation, by boto3's name for it, on the instance that is ready."""
    return lambda operation, **members: getattr(connect, operation)(**{"InstanceId": instance_id, **members})


@pytest.fixture
def names_of(ask):
    """The names in a listing, all pages."""

    def names(operation, key, name="Name", **members):
        found, token = [], {}
        while token is not None:
            answer = ask(operation, **members, **token)
            found += [each[name] for each in answer[key]]
            token = {"NextToken": answer["NextToken"]} if "NextToken" in answer else None
        return sorted(found)

    return names
