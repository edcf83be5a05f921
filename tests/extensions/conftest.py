"""Our own routes, asked as a program without an AWS SDK asks them: JSON over the gateway, and over a real socket."""

import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest

from callslip.bootstrap import build_mock
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID, Settings
from flow_documents import text_of
from stand_ins import CountingIds, FixedClock


@dataclass
class Api:
    """A gateway, and how to ask it; `clock` is in the test's hands."""

    gateway: object
    clock: FixedClock

    def ask(self, method, path, members=None, **query):
        """The status and the members of an answer."""
        body = b"" if members is None else json.dumps(members).encode()
        headers = {"content-type": "application/json", "host": "localhost"}
        answer = self.gateway.handle(Request(method, path, urlencode(query), headers, body))
        return answer.status, json.loads(answer.body)

    def begin(self, **members):
        """Begins a task a second after the one before; its id."""
        self.clock.value_ms += 1000
        given = {"InstanceId": EXAMPLE_INSTANCE_ID, "ContactFlowId": "flow", "Name": "task", **members}
        status, answer = self.ask("PUT", "/contact/task", given)
        assert status == 200, answer
        return answer["ContactId"]

    def find(self, *tests, **members):
        """The ids that FindContacts gives on one page."""
        status, answer = self.ask("POST", "/_callslip/contacts", {"AttributeTests": list(tests), **members})
        assert status == 200, answer
        return [each["Id"] for each in answer["Contacts"]]

    def show(self, contact_id, **query):
        """The answer of ShowContact."""
        return self.ask("GET", f"/_callslip/contacts/{quote(contact_id, safe='')}", **query)


@pytest.fixture
def searchable():
    """The setting searchable_attributes; a test module overrides it."""
    return ""


@pytest.fixture
def api(searchable):
    clock = FixedClock()
    settings = Settings(store="sqlite::memory:", searchable_attributes=searchable)
    gateway = build_mock(settings, clock, CountingIds())
    yield Api(gateway, clock)
    gateway.backend.close()


@pytest.fixture
def begin_flow(api):
    """Begins a contact that runs a flow of these actions; its id."""

    def make(*actions, **members):
        content = {"Name": f"flow {len(made)}", "Type": "CONTACT_FLOW", "Content": text_of(*actions)}
        status, answer = api.ask("PUT", f"/contact-flows/{EXAMPLE_INSTANCE_ID}", content)
        assert status == 200, answer
        made.append(answer["ContactFlowId"])
        return api.begin(ContactFlowId=made[-1], **members)

    made = []
    return make
