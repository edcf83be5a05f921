"""Policies and masks on our own routes: the same table of callers for each of them."""

import json
from urllib.parse import urlencode

import pytest
from msgspec.structs import replace

from callslip.auth.policy import LimitedCaller, compile_policy
from callslip.bootstrap import build_mock
from callslip.domain.caller import Caller
from callslip.domain.masks import Masks
from callslip.protocol.message import Request
from callslip.settings import EXAMPLE_INSTANCE_ID as INSTANCE
from callslip.settings import Settings
from flow_documents import text_of
from flow_making import sets, waits

ARN = f"arn:aws:connect:us-east-1:123456789012:instance/{INSTANCE}"
ANA = "arn:aws:iam::123456789012:user/ana"


@pytest.fixture
def world():
    """A gateway with a contact that has a flag, a history and a flow under way."""
    gateway = build_mock(Settings(store="sqlite::memory:"))
    yield World(gateway)
    gateway.backend.close()


class World:
    """Asks as any caller."""

    def __init__(self, gateway):
        self.gateway = gateway
        content = text_of(sets("a", "b", ssn="078-05-1120", tier="gold"), waits("b", returned="good"))
        flow = {"Name": "flow", "Type": "CONTACT_FLOW", "Content": content}
        flow_id = self.ask(None, "PUT", f"/contact-flows/{INSTANCE}", flow)[1]["ContactFlowId"]
        chat = {"InstanceId": INSTANCE, "ContactFlowId": flow_id, "ParticipantDetails": {"DisplayName": "n"}}
        self.contact_id = self.ask(None, "PUT", "/contact/chat", chat)[1]["ContactId"]
        assert self.change_flag(None, "f")[0] == 200

    def ask(self, caller, method, path, body=None, **query):
        guard = replace(self.gateway.guard, authenticate=lambda _: caller or Caller("AKID", ANA))
        data = b"" if body is None else json.dumps(body).encode()
        request = Request(method, path, urlencode(query), {}, data)
        answer = replace(self.gateway, guard=guard).handle(request)
        return answer.status, json.loads(answer.body)

    def change_flag(self, caller, name, **more):
        named = {"instanceId": INSTANCE, "contactId": self.contact_id, "name": name}
        return self.ask(caller, "POST", "/_callslip/flags", {"action": "raise", **named, **more})

    def get(self, caller, path, **query):
        return self.ask(caller, "GET", path.format(self.contact_id), instanceId=INSTANCE, **query)

    def perform(self, caller, name):
        """One of our own operations on the contact."""
        of_contact = {"contactId": self.contact_id}
        return {
            "ChangeContactFlag": lambda: self.change_flag(caller, "g"),
            "GetContactHistory": lambda: self.ask(caller, "GET", f"/_callslip/contacts/{self.contact_id}/history"),
            "GiveFlowInput": lambda: self.ask(
                caller, "POST", "/_callslip/flows", {"instanceId": INSTANCE, **of_contact, "event": "CustomerReturned"}
            ),
            "ListContactFlags": lambda: self.get(caller, "/_callslip/flags", **of_contact),
            "ListContactFlowRuns": lambda: self.get(caller, "/_callslip/flows", **of_contact),
            "ShowContact": lambda: self.ask(caller, "GET", f"/_callslip/contacts/{self.contact_id}"),
        }[name]()


OWN = ["ChangeContactFlag", "GetContactHistory", "GiveFlowInput", "ListContactFlags", "ListContactFlowRuns"]


def limited(*statements, **masks):
    policy = compile_policy({"Version": "2012-10-17", "Statement": list(statements)}) if statements else None
    return LimitedCaller("AKID", ANA, policy=policy, masks=Masks(**masks))


def allow(action="connect:*", resource="*", **condition):
    statement = {"Effect": "Allow", "Action": action, "Resource": resource}
    return statement | ({"Condition": condition} if condition else {})


def deny(action="connect:*", resource="*", **condition):
    return allow(action, resource, **condition) | {"Effect": "Deny"}


def refused(answer):
    """The text of an AccessDeniedException, or of an answer 200 nothing."""
    status, members = answer
    assert status in (200, 403), members
    return members["message"] if status == 403 else None


@pytest.mark.parametrize("name", [*OWN, "ShowContact"])
@pytest.mark.parametrize(
    ("statements", "allowed"),
    [
        ([allow()], True),
        ([allow("connect:{name}", f"{ARN}/contact/*")], True),
        ([allow("CONNECT:{name}", StringEquals={"connect:Channel": "CHAT"})], True),
        ([allow(StringLike={"connect:InstanceId": "a1b2*"})], True),
        ([allow(**{"ForAnyValue:StringEquals": {"connect:ContactAssociationId": ["{contact}", "x"]}})], True),
        ([allow("connect:GetContactAttributes")], False),
        ([allow("connect:{name}", f"{ARN}/contact/other")], False),
        ([allow("connect:{name}", StringEquals={"connect:Channel": "VOICE"})], False),
        ([allow(), deny("connect:{name}")], False),
        ([allow(), deny(resource=f"{ARN}/contact/{{contact}}")], False),
        ([allow(), deny(StringEquals={"connect:Channel": "CHAT"})], False),
    ],
)
def test_a_policy_is_asked(world, name, statements, allowed):
    text = json.dumps(statements).replace("{name}", name).replace("{contact}", world.contact_id)
    caller = limited(*json.loads(text))
    before = world.get(None, "/_callslip/flags")
    said = refused(world.perform(caller, name))
    if allowed:
        assert said is None
        return
    head = f"User: {ANA} is not authorized to perform: connect:{name} on resource: {ARN}/contact/{world.contact_id}"
    assert said in (head, f"{head} with an explicit deny")
    assert world.get(None, "/_callslip/flags") == before


def test_flags_of_the_whole_instance_are_asked_of_the_instance(world):
    assert refused(world.get(limited(allow(resource=ARN)), "/_callslip/flags")) is None
    assert refused(world.get(limited(allow(resource=f"{ARN}/contact/*")), "/_callslip/flags")).endswith(ARN)


def test_history_has_no_change_of_a_hidden_key(world):
    caller = limited(read=("SS*",))
    _, changes = world.get(caller, "/_callslip/contacts/{}/history")
    assert [change["Key"] for change in changes["Changes"]] == ["callslip_flag_f", "tier"]
    assert world.get(caller, "/_callslip/contacts/{}/history", key="ssn")[1]["Changes"] == []
    _, state = world.get(caller, "/_callslip/contacts/{}/history", at="2099-01-01")
    assert state["Attributes"] == {"callslip_flag_f": "open", "tier": "gold"}
    _, whole = world.get(limited(write=("ssn",)), "/_callslip/contacts/{}/history")
    assert {"ssn", "tier"} < {change["Key"] for change in whole["Changes"]}


def test_flow_records_have_no_values_for_whom_any_key_is_hidden(world):
    _, whole = world.perform(limited(write=("ssn",)), "ListContactFlowRuns")
    _, cut = world.perform(limited(read=("ssn",)), "ListContactFlowRuns")
    assert "078-05-1120" in json.dumps(whole)
    assert "078-05-1120" not in json.dumps(cut)
    assert "gold" not in json.dumps(cut)
    steps = [effect for effect in cut["flowRuns"][0]["Events"][0]["effects"] if effect["effect"] == "StepTaken"]
    assert steps == [{"effect": "StepTaken", "identifier": "a", "type": "UpdateContactAttributes"}]


@pytest.mark.parametrize("masks", [{"read": ("callslip_flag_*",)}, {"write": ("callslip_flag_f",)}])
def test_a_flag_whose_attribute_is_masked_is_not_changed(world, masks):
    status, answer = world.change_flag(limited(**masks), "f", action="close")
    assert (status, "is not authorized to change the flag 'f'" in answer["message"]) == (403, True)
    assert world.get(None, "/_callslip/flags")[1]["flags"][0]["state"] == "open"


def test_a_flag_whose_attribute_is_hidden_is_not_listed(world):
    assert world.get(limited(read=("callslip_*",)), "/_callslip/flags")[1] == {"flags": []}
    assert len(world.get(limited(write=("callslip_*",)), "/_callslip/flags")[1]["flags"]) == 1
